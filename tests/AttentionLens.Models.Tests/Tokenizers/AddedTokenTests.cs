using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

public sealed class AddedTokenTests
{
    [Theory]
    [InlineData("", "a<m>b", "a|<m>|b")]
    [InlineData("", "<m><m>", "<m>|<m>")]
    [InlineData("""  "lstrip": true,""", "a  <m> b", "a|  <m>|b")]
    [InlineData("""  "rstrip": true,""", "a <m>  b", "a|<m>  |b")]
    [InlineData("""  "single_word": true,""", "a<m> <m> <m>_ (<m>)", "a|<|m|>|<m>|<|m|>|_|(|<m>|)")]
    [InlineData("""  "normalized": true,""", "a <M> b", "a|<M>|b")]
    [InlineData("", "a <M> b", "a|<|M|>|b")]
    public void Encode_AddedToken_IsFoundAsItsFlagsSay(string flags, string text, string expected)
    {
        string token = $$"""[{"id": 9, "content": "<m>", {{flags}} "special": true}]""";
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(
            normalizer: """{"type": "Lowercase"}""",
            preTokenizer: """{"type": "Sequence", "pretokenizers": [{"type": "Whitespace"}, {"type": "Punctuation"}]}""",
            addedTokens: token));

        Tokenization actual = tokenizer.Encode(text);

        Assert.Equal(expected, string.Join('|', actual.Tokens.Select(found => text[found.Source])));
        Assert.All(actual.Tokens, found => Assert.Equal(text[found.Source].Contains("<m>", StringComparison.OrdinalIgnoreCase), found.IsSpecial));
        Assert.All(actual.Tokens.Where(found => found.IsSpecial), found => Assert.Equal((9, "<m>"), (found.Id, found.Text)));
    }

    [Fact]
    public void Encode_OverlappingAddedTokens_TakesTheLongest()
    {
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(
            addedTokens: """[{"id": 3, "content": "<x>", "special": true}, {"id": 4, "content": "<x>y", "special": false, "normalized": false}]"""));

        Assert.Equal<int>([4, 3], tokenizer.Encode("<x>y<x>").Ids);
    }

    [Fact]
    public void Decode_SkippingSpecialTokens_LeavesTheOthers()
    {
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(
            addedTokens: """[{"id": 3, "content": "<x>", "special": true}, {"id": 4, "content": "word", "special": false}]"""));

        Assert.Equal("<x> word a", tokenizer.Decode([3, 4, 1], skipSpecialTokens: false));
        Assert.Equal("word a", tokenizer.Decode([3, 4, 1], skipSpecialTokens: true));
    }
}
