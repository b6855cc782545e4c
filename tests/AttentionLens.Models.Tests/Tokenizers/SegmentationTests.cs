using System.Text.Json;
using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

public sealed class SegmentationTests
{
    private const string Pieces = """{"type": "WordPiece", "unk_token": "?", "continuing_subword_prefix": "##", "max_input_chars_per_word": 4, "vocab": {"?": 0, "a": 1, "ab": 2, "##b": 3, "##c": 4, "##\ud83d\ude00": 5}}""";

    private const string Scores = """{"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0], ["a", -2], ["b", -2], ["ab", -3], ["abc", -9], ["c", -3], ["bc", -6]]}""";

    [Theory]
    [InlineData("abb", "ab ##b")]
    [InlineData("abcb", "ab ##c ##b")]
    [InlineData("abx", "?")]
    [InlineData("abbbb", "?")]
    [InlineData("a\ud83d\ude00bb", "a ##\ud83d\ude00 ##b ##b")]
    [InlineData("b", "?")]
    public void Segment_WordPiece_TakesTheLongestPiecesOrNone(string text, string expected) => AssertTokens(Pieces, text, expected);

    [Theory]
    [InlineData("ab", "ab")]
    [InlineData("abc", "ab c")]
    [InlineData("bc", "b c")]
    [InlineData("axyb", "a <unk> b")]
    [InlineData("\ud83d\ude00a", "<unk> a")]
    public void Segment_Unigram_TakesTheLikeliestTokens(string text, string expected) => AssertTokens(Scores, text, expected);

    [Theory]
    [InlineData("false", "abcabx", "abc ab ? ?")]
    [InlineData("true", "abyxab", "ab ? ab")]
    public void Segment_BytePairs_MergesByRank(string fuse, string text, string expected) => AssertTokens(
        $$"""{"type": "BPE", "unk_token": "?", "fuse_unk": {{fuse}}, "vocab": {"?": 0, "a": 1, "b": 2, "c": 3, "ab": 4, "bc": 5, "abc": 6}, "merges": [["a", "b"], ["b", "c"], ["ab", "c"]]}""",
        text + (fuse == "false" ? "z" : string.Empty),
        expected);

    [Fact]
    public void Segment_IgnoredMerges_TakesWholePieces() => AssertTokens(
        """{"type": "BPE", "ignore_merges": true, "vocab": {"a": 1, "b": 2, "ab": 4}, "merges": []}""", "ab", "ab");

    [Fact]
    public void Segment_LongAndShortPieces_MergeAlike()
    {
        // The scan for short pieces and the queue for long ones are two ways to the same tokens.
        const string Model = """{"type": "BPE", "vocab": {"a": 0, "b": 1, "aa": 2, "ab": 3, "ba": 4, "aab": 5, "|": 6}, "merges": ["a b", "a a", "b a", "a ab"]}""";
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(Model));
        Random random = new(3);
        for (int i = 0; i < 200; i++)
        {
            string[] words = [.. Enumerable.Range(0, 12).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => random.Next(2) == 0 ? "a" : "b")))];
            IEnumerable<int> apart = words.SelectMany(word => tokenizer.Encode(word).Ids.Append(6));
            Assert.Equal(apart, tokenizer.Encode(string.Concat(words.Select(word => word + "|"))).Ids.AsEnumerable());
        }
    }

    [Fact]
    public void Encode_LlamaLayout_SpellsUnknownCharactersAsBytesAndComesBack()
    {
        Dictionary<string, int> vocabulary = new() { ["<unk>"] = 0, ["\u2581"] = 1, ["a"] = 2, ["\u2581a"] = 3 };
        for (int value = 0; value < 256; value++)
        {
            vocabulary.Add($"<0x{value:X2}>", 4 + value);
        }

        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(
            $$"""{"type": "BPE", "unk_token": "<unk>", "fuse_unk": true, "byte_fallback": true, "vocab": {{JsonSerializer.Serialize(vocabulary)}}, "merges": ["\u2581 a"]}""",
            """{"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "\u2581"}, {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"}]}""",
            decoder: """{"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}"""));

        Tokenization actual = tokenizer.Encode("a a\u00e9");

        Assert.Equal("\u2581a \u2581a <0xC3> <0xA9>", string.Join(' ', actual.Tokens.Select(token => token.Text)));
        Assert.Equal("0..1 1..3 3..4 3..4", string.Join(' ', actual.Tokens.Select(token => token.Source)));
        Assert.Equal("a a\u00e9", tokenizer.Decode(actual.Ids.AsSpan(), skipSpecialTokens: false));
        Assert.Equal("\uFFFDa", tokenizer.Decode([4 + 0xC3, 2], skipSpecialTokens: false));
        Assert.Throws<LensInputException>(() => tokenizer.Encode("\ud800"));
    }

    [Theory]
    [InlineData("""{"type": "Unigram", "unk_id": 3, "vocab": [["a", -1]]}""", "unk_id is 3")]
    [InlineData("""{"type": "Unigram", "unk_id": 0, "vocab": [["a"]]}""", "a token and its score")]
    [InlineData("""{"type": "Unigram", "unk_id": 0, "vocab": [["a", "b"]]}""", "expected the score")]
    [InlineData("""{"type": "Unigram", "unk_id": 0, "vocab": [["a", 1e999]]}""", "expected the score")]
    public void Load_UnusableUnigram_IsOneClearError(string model, string expected)
    {
        LensInputException error = Assert.Throws<LensInputException>(() => TokenizerJsonText.Load(TokenizerJsonText.Write(model)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_UnigramWithoutUnknown_NamesWhatItCannotSpell()
    {
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write("""{"type": "Unigram", "vocab": [["a", -1]]}"""));

        Assert.Contains("'xy'", Assert.Throws<LensInputException>(() => tokenizer.Encode("axy")).Message, StringComparison.Ordinal);
    }

    private static void AssertTokens(string model, string text, string expected)
    {
        Tokenization actual = TokenizerJsonText.Load(TokenizerJsonText.Write(model)).Encode(text);
        Assert.Equal(expected, string.Join(' ', actual.Tokens.Select(token => token.Text)));
        Assert.Equal(text, string.Concat(actual.Tokens.Select(token => text[token.Source])));
    }
}
