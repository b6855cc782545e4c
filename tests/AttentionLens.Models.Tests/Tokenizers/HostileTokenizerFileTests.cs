using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

public sealed class HostileTokenizerFileTests
{
    [Theory]
    [InlineData("[]", "expected an object")]
    [InlineData("{", "tokenizer.json is not JSON")]
    [InlineData("{}", "no 'model'")]
    [InlineData("""{"model": null}""", "no 'model'")]
    [InlineData("""{"model": {"type": "Foo"}}""", "model 'Foo' is not supported; supported: BPE")]
    [InlineData("""{"model": {"type": "WordLevel", "vocab": {"a": 1}, "unk_token": "[UNK]"}}""", "'[UNK]' is not in the vocabulary")]
    [InlineData("""{"model": {"type": "WordPiece", "vocab": {"a": 1}}}""", "'[UNK]' is not in the vocabulary")]
    [InlineData("""{"model": {"type": "WordLevel", "vocab": {"[UNK]": -1}, "unk_token": "[UNK]"}}""", "has the id -1")]
    [InlineData("""{"model": {"type": "WordLevel", "vocab": {"[UNK]": 2147483647}, "unk_token": "[UNK]"}}""", "has the id 2147483647")]
    [InlineData("""{"model": {"type": "WordLevel", "vocab": {"[UNK]": 1e30}, "unk_token": "[UNK]"}}""", "expected a whole number")]
    [InlineData("""{"model": {"type": "WordLevel", "vocab": {"[UNK]": "0"}, "unk_token": "[UNK]"}}""", "expected a whole number")]
    [InlineData("""{"model": {"type": "WordLevel", "vocab": {"[UNK]": 0, "a": 0}, "unk_token": "[UNK]"}}""", "belongs to two tokens")]
    [InlineData("""{"model": {"type": "WordLevel", "vocab": {"[UNK]": 0, "[UNK]": 1}, "unk_token": "[UNK]"}}""", "tokenizer.json is not JSON")]
    [InlineData("""{"model": {"type": "WordLevel", "vocab": {"\ud800": 0}, "unk_token": "[UNK]"}}""", "is not JSON")]
    [InlineData("""{"model": {"type": "WordLevel", "vocab": [], "unk_token": "[UNK]"}}""", "expected an object")]
    [InlineData("""{"model": {"type": "WordLevel", "vocab": {"[UNK]": 0}, "unk_token": "[UNK]", "surprise": 1}}""", "unknown setting 'surprise'; known are")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a b"]}}""", "merges[0]")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["ab"]}}""", "two tokens with one space")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a"]]}}""", "expected the two tokens")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0, "aa": 1}, "merges": ["a a", "a a"]}}""", "twice")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [], "dropout": 0.1}}""", "dropout")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [], "end_of_word_suffix": "</w>"}}""", "end_of_word_suffix is not supported")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [], "byte_fallback": true}}""", "'<0x00>' is not in the vocabulary")]
    public void Load_UnusableModel_IsOneClearError(string json, string expected) => AssertError(json, expected);

    [Theory]
    [InlineData("normalizer", """{"type": "Foo"}""", "normalizer 'Foo' is not supported; supported: BertNormalizer")]
    [InlineData("normalizer", """{"type": "Sequence", "normalizers": [{"type": "Bar"}]}""", "tokenizer.json.normalizer.normalizers[0]: normalizer 'Bar'")]
    [InlineData("normalizer", """{"type": "Replace", "pattern": {"Regex": "("}, "content": ""}""", "not a regular expression")]
    [InlineData("normalizer", """{"type": "Replace", "pattern": {"String": ""}, "content": ""}""", "must hold either")]
    [InlineData("normalizer", """{"type": "Lowercase", "loudly": true}""", "unknown setting 'loudly'")]
    [InlineData("normalizer", """{"type": "Precompiled", "precompiled_charsmap": "?"}""", "is not base64")]
    [InlineData("normalizer", """{"type": "Precompiled", "precompiled_charsmap": ""}""", "character map of 0 bytes")]
    [InlineData("normalizer", """{"type": "Precompiled", "precompiled_charsmap": "BAAAAAAAAAA="}""", "a character map of 8 bytes has a trie of 4")]
    [InlineData("normalizer", """{"type": "Precompiled", "precompiled_charsmap": "AwAAAAAAAAA="}""", "expected a multiple of 4")]
    [InlineData("pre_tokenizer", """{"type": "UnicodeScripts"}""", "pre_tokenizer 'UnicodeScripts' is not supported")]
    [InlineData("pre_tokenizer", """{"type": "CharDelimiterSplit", "delimiter": "ab"}""", "expected one character")]
    [InlineData("decoder", """{"type": "BPEDecoder", "suffix": ""}""", "suffix is empty")]
    [InlineData("pre_tokenizer", """{"type": "Foo"}""", "pre_tokenizer 'Foo' is not supported; supported: BertPreTokenizer")]
    [InlineData("pre_tokenizer", """{"type": 3}""", "expected a text")]
    [InlineData("pre_tokenizer", """{"type": "Digits", "individual_digits": "yes"}""", "expected true or false")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"String": "-"}, "behavior": "Gone"}""", "'Gone'; expected one of Removed")]
    [InlineData("pre_tokenizer", "[1]", "expected an object")]
    [InlineData("post_processor", """{"type": "BertProcessing", "sep": ["a", 1], "cls": ["a", 7]}""", "gives 'a' the id 7")]
    [InlineData("post_processor", """{"type": "BertProcessing", "sep": ["a"], "cls": ["a", 1]}""", "expected a token and its id")]
    [InlineData("post_processor", """{"type": "TemplateProcessing", "single": [{"Sequence": {"id": "B"}}], "pair": []}""", "expected A")]
    [InlineData("post_processor", """{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "x"}}], "pair": []}""", "special_tokens does not list")]
    [InlineData("post_processor", """{"type": "TemplateProcessing", "single": [{}], "pair": []}""", "either a Sequence or a SpecialToken")]
    [InlineData("post_processor", """{"type": "TemplateProcessing", "single": [], "pair": [], "special_tokens": {"x": {"id": "x", "ids": [77], "tokens": []}}}""", "is 77, which no token")]
    [InlineData("decoder", """{"type": "CTC"}""", "decoder 'CTC' is not supported")]
    [InlineData("added_tokens", """[{"id": 0, "content": "a", "special": true}]""", "has the id 0, and 1 in the vocabulary")]
    [InlineData("added_tokens", """[{"id": 7, "content": "", "special": true}]""", "content is empty")]
    [InlineData("added_tokens", """[{"id": 7, "content": "x"}, {"id": 8, "content": "x"}]""", "stands there twice")]
    [InlineData("added_tokens", """[{"id": 16777216, "content": "x"}]""", "has the id 16777216")]
    [InlineData("truncation", """{"max_length": -5, "strategy": "LongestFirst"}""", "expected a whole number")]
    [InlineData("truncation", """{"max_length": 5, "strategy": "Middle"}""", "'Middle'; expected one of LongestFirst")]
    [InlineData("padding", """{"strategy": {"Fixed": 1e9}}""", "expected a whole number")]
    [InlineData("padding", """{"strategy": "Sometimes"}""", "'Sometimes'; expected 'BatchLongest'")]
    [InlineData("surprise", "1", "unknown setting 'surprise'")]
    public void Load_UnusableComponent_IsOneClearError(string slot, string component, string expected) =>
        AssertError($$"""{"{{slot}}": {{component}}, "model": {{TokenizerJsonText.WordLevel}}}""", expected);

    [Fact]
    public void Load_DeeplyNestedJson_IsAnError()
    {
        string bomb = string.Concat(Enumerable.Repeat("""{"type":"Sequence","normalizers":[""", 20_000));

        AssertError($$"""{"model": {{TokenizerJsonText.WordLevel}}, "normalizer": {{bomb}}""", "tokenizer.json is not JSON");
    }

    [Fact]
    public void Encode_NormalizerThatFillsTheMemory_IsAnError()
    {
        string step = $$"""{"type": "Replace", "pattern": {"Regex": "."}, "content": "{{new string('x', 1000)}}"}""";
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(
            normalizer: $$"""{"type": "Sequence", "normalizers": [{{step}}, {{step}}, {{step}}]}"""));

        Assert.Contains("grows a text", Assert.Throws<LensInputException>(() => tokenizer.Encode("abc")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FolderWithoutTokenizer_NamesWhatWasLookedFor()
    {
        using TokenizerFolderBuilder folder = new();
        folder.With("merges.txt", "#version: 0.2\n");

        LensInputException error = Assert.Throws<LensInputException>(folder.Load);

        Assert.Contains("looked for tokenizer.json, then vocab.txt, then vocab.json with merges.txt, then source.spm with", error.Message, StringComparison.Ordinal);
        Assert.Throws<LensInputException>(() => Tokenizer.Load(Path.Combine(folder.Folder, "absent")));
    }

    [Theory]
    [InlineData("[UNK]\n[CLS]\n[SEP]\nb\nb\n", "vocab.txt line 5: token 'b' stands in the vocabulary twice, with the ids 3 and 4")]
    [InlineData("[CLS]\n[SEP]\n", "'[UNK]' is not in the vocabulary")]
    [InlineData("[UNK]\n[CLS]\n", "'[SEP]' is not in the vocabulary")]
    [InlineData("", "is not in the vocabulary")]
    public void Load_UnusableWordPieces_IsOneClearError(string vocabulary, string expected)
    {
        using TokenizerFolderBuilder folder = new();
        folder.With("vocab.txt", vocabulary);

        Assert.Contains(expected, Assert.Throws<LensInputException>(folder.Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WordPiecesThatAreNotUtf8_IsAnError()
    {
        using TokenizerFolderBuilder folder = new();
        File.WriteAllBytes(Path.Combine(folder.Folder, "vocab.txt"), [0x61, 0xFF, 0x0A]);

        Assert.Contains("not UTF-8", Assert.Throws<LensInputException>(folder.Load).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"tokenizer_class": "T5Tokenizer"}""", "'T5Tokenizer', which is not supported")]
    [InlineData("""{"do_lower_case": "no"}""", "expected true or false")]
    [InlineData("""{"cls_token": 3}""", "expected a text")]
    [InlineData("""{"added_tokens_decoder": {"x": {"content": "q"}}}""", "expected the id of a token")]
    [InlineData("""{"padding_side": "top"}""", "'top'; expected 'right' or 'left'")]
    [InlineData("null", "expected an object")]
    public void Load_UnusableConfiguration_IsOneClearError(string config, string expected)
    {
        using TokenizerFolderBuilder folder = new();
        folder.With("vocab.txt", "[UNK]\n[CLS]\n[SEP]\n").With("tokenizer_config.json", config);

        Assert.Contains(expected, Assert.Throws<LensInputException>(folder.Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_IdsWithHoles_KeepsThem()
    {
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(
            """{"type": "WordLevel", "unk_token": "[UNK]", "vocab": {"[UNK]": 5, "a": 900}}"""));

        Assert.Equal(901, tokenizer.VocabularySize);
        Assert.Equal<int>([900], tokenizer.Encode("a").Ids);
        Assert.Null(tokenizer.TokenText(6));
        Assert.Null(tokenizer.IdOf("b"));
        Assert.Equal(5, tokenizer.UnknownId);
        Assert.Throws<LensInputException>(() => tokenizer.Decode([6], skipSpecialTokens: false));
    }

    private static void AssertError(string json, string expected)
    {
        LensInputException error = Assert.Throws<LensInputException>(() => TokenizerJsonText.Load(json));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
