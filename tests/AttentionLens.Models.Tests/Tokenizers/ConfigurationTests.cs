using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

public sealed class ConfigurationTests
{
    private const string Words = "[UNK]\n<c>\n<e>\n\u00c4\n\u00e4\na\n\u4f60\n##\u4f60\n";

    [Theory]
    [InlineData("", 5)]
    [InlineData(", \"do_lower_case\": false", 3)]
    [InlineData(", \"strip_accents\": false", 4)]
    public void Load_WordPieceConfiguration_DecidesOnCaseAndAccents(string settings, int expected)
    {
        using TokenizerFolderBuilder folder = new();
        Tokenizer tokenizer = folder
            .With("vocab.txt", Words)
            .With("tokenizer_config.json", $$"""{"cls_token": {"content": "<c>", "lstrip": false}, "sep_token": "<e>"{{settings}}}""")
            .Load();

        Assert.Equal<int>([1, expected, 2], tokenizer.Encode("A\u0308").Ids);
        Assert.Equal((1, 2, 0), (tokenizer.ClassificationId, tokenizer.SeparatorId, tokenizer.UnknownId));
        Assert.Equal((null, null), (tokenizer.MaskId, tokenizer.PaddingId));
    }

    [Theory]
    [InlineData(true, "6 6")]
    [InlineData(false, "6 7")]
    public void Load_ChineseCharacters_AreSetApartAsConfigured(bool apart, string expected)
    {
        using TokenizerFolderBuilder folder = new();
        Tokenizer tokenizer = folder
            .With("vocab.txt", Words.Replace("\n", "\r\n", StringComparison.Ordinal))
            .With("special_tokens_map.json", """{"cls_token": "<c>", "sep_token": "<e>"}""")
            .With("tokenizer_config.json", $$"""{"tokenize_chinese_chars": {{(apart ? "true" : "false")}}, "tokenizer_class": "BertTokenizerFast"}""")
            .Load();

        Assert.Equal(expected, string.Join(' ', tokenizer.Encode("\u4f60\u4f60", options: new TokenizeOptions { AddSpecialTokens = false }).Ids));
    }

    [Fact]
    public void Load_RobertaFiles_PutTwoSeparatorsBetweenTexts()
    {
        using TokenizerFolderBuilder folder = new();
        Tokenizer tokenizer = folder
            .With("vocab.json", """{"<s>": 0, "</s>": 1, "<pad>": 2, "<mask>": 3, "a": 4, "\u0120": 5, "\u0120a": 6}""")
            .With("merges.txt", "#version: 0.2\n\u0120 a\n")
            .With("tokenizer_config.json", """{"tokenizer_class": "RobertaTokenizer", "add_prefix_space": true}""")
            .Load();

        Tokenization pair = tokenizer.Encode("a", " a <mask>");

        Assert.Equal<int>([0, 6, 1, 1, 6, 3, 1], pair.Ids);
        Assert.All(pair.TypeIds, typeId => Assert.Equal(0, typeId));
        Assert.Equal(2..9, pair.Tokens[5].Source);
        Assert.Equal((0, 1, 0, 1, 2, 3), (tokenizer.BeginningId, tokenizer.EndId, tokenizer.ClassificationId, tokenizer.SeparatorId, tokenizer.PaddingId, tokenizer.MaskId));
    }

    [Fact]
    public void Load_GptWithBeginning_PutsItBeforeEachText()
    {
        using TokenizerFolderBuilder folder = new();
        Tokenizer tokenizer = folder
            .With("vocab.json", """{"<|endoftext|>": 0, "a": 1}""")
            .With("merges.txt", "#version: 0.2\n")
            .With("tokenizer_config.json", """{"tokenizer_class": "GPT2Tokenizer", "add_bos_token": true}""")
            .Load();

        Assert.Equal<int>([0, 1, 0, 1], tokenizer.Encode("a", "a").Ids);
    }

    [Fact]
    public void Decode_WordPieces_JoinsAndCleansUp()
    {
        using TokenizerFolderBuilder folder = new();
        Tokenizer tokenizer = folder.With("vocab.txt", "[UNK]\n[CLS]\n[SEP]\nun\n##aff\n,\nit\n'\n##s\n").Load();

        Assert.Equal("[CLS] unaff, it [SEP]", tokenizer.Decode([1, 3, 4, 5, 6, 2], skipSpecialTokens: false));
        Assert.Equal("unaff, it", tokenizer.Decode([1, 3, 4, 5, 6, 2], skipSpecialTokens: true));
    }
}
