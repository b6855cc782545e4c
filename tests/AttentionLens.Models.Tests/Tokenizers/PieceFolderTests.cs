using AttentionLens.Models;
using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

public sealed class PieceFolderTests
{
    private const string Translation = """{"</s>": 0, "<unk>": 1, "\u2581the": 2, "\u2581cat": 3, "s": 4, "\u2581": 5, "x": 6, ">>deu<<": 7, "\u2581t": 8, "<pad>": 9}""";

    [Theory]
    [InlineData("true", "the <extra_id_0> cat", "4 22 5 2")]
    [InlineData("false", "the <extra_id_0> cat", "4 22 9 13 2")]
    [InlineData("false", "<extra_id_2>the", "20 8 10 11 2")]
    [InlineData("false", " the", "3 4 2")]
    [InlineData("true", "cat</s>", "5 2")]
    [InlineData("true", "", "2")]
    public void Encode_T5_PutsSentinelsBehindThePieces(string legacy, string text, string ids)
    {
        using TokenizerFolderBuilder folder = new();
        Tokenizer tokenizer = folder
            .With("spiece.model", SamplePieces.Unigram.ToArray())
            .With("tokenizer_config.json", $$"""{"tokenizer_class": "T5Tokenizer", "extra_ids": 3, "legacy": {{legacy}}}""")
            .Load();

        Assert.Equal(ids, string.Join(' ', tokenizer.Encode(text).Ids));
        Assert.Equal(23, tokenizer.VocabularySize);
        Assert.Equal("<extra_id_2>", tokenizer.TokenText(20));
    }

    [Fact]
    public void Encode_PairForT5_EndsBothTexts()
    {
        using TokenizerFolderBuilder folder = new();
        Tokenizer tokenizer = folder
            .With("spiece.model", SamplePieces.Unigram.ToArray())
            .With("config.json", """{"model_type": "t5"}""")
            .Load();

        Tokenization pair = tokenizer.Encode("cat", string.Empty);

        Assert.Equal<int>([5, 2, 2], pair.Ids);
        Assert.Equal<int>([0, 0, 0], pair.TypeIds);
        Assert.Equal(119, tokenizer.IdOf("<extra_id_0>"));
        Assert.Equal("cat", tokenizer.Decode(pair.Ids.AsSpan(), skipSpecialTokens: true));
        Assert.Equal("cat</s></s>", tokenizer.Decode(pair.Ids.AsSpan(), skipSpecialTokens: false));
    }

    [Theory]
    [InlineData("", "<s>the</s> cat", "1 1 6 2 8")]
    [InlineData(", \"legacy\": false", "<s>the</s> cat", "1 1 13 5 2 8")]
    [InlineData(", \"legacy\": false", "the  cat", "1 6 8")]
    [InlineData(", \"legacy\": false, \"add_prefix_space\": false", "the cat", "1 13 5 8")]
    [InlineData(", \"legacy\": false", "", "1")]
    [InlineData(", \"add_bos_token\": false, \"add_eos_token\": true", "cat", "8 2")]
    [InlineData("", "a<mine>cat", "1 10 11 21 8")]
    public void Encode_Llama_FollowsTheConfiguration(string settings, string text, string ids)
    {
        using TokenizerFolderBuilder folder = new();
        Tokenizer tokenizer = folder
            .With("tokenizer.model", SamplePieces.BytePairs.ToArray())
            .With("added_tokens.json", """{"<mine>": 21}""")
            .With("tokenizer_config.json", $$"""{"tokenizer_class": "LlamaTokenizer", "sp_model_kwargs": {}{{settings}}}""")
            .Load();

        Assert.Equal(ids, string.Join(' ', tokenizer.Encode(text).Ids));
    }

    [Fact]
    public void Encode_Translation_TakesIdsFromTheVocabularyAndASideForEachModel()
    {
        using TokenizerFolderBuilder folder = new();
        Tokenizer tokenizer = WithTranslation(folder).Load();

        Assert.Equal<int>([7, 2, 3, 4, 0], tokenizer.Encode(">>deu<<the cats").Ids);
        Assert.Equal<int>([1, 5, 6, 0], tokenizer.Encode(">>fra<<x").Ids);
        Assert.Equal<int>([1, 0], tokenizer.Encode("he").Ids[2..]);
        Assert.Equal<int>([2, 3, 4, 0], tokenizer.Target.Encode("the cats").Ids);
        Assert.Equal<int>([5, 1, 0], tokenizer.Target.Encode("he").Ids);
        Assert.Equal((0, 1, 9), (tokenizer.EndId, tokenizer.UnknownId, tokenizer.PaddingId));
        Assert.Equal("the cats", tokenizer.Decode([2, 3, 4, 0], skipSpecialTokens: true));
    }

    [Fact]
    public void Encode_TargetTextOfATranslation_IsReadWithTheModelOfItsSide()
    {
        using TokenizerFolderBuilder folder = new();
        WithTranslation(folder);
        TextInputSettings settings = new() { VocabularySize = 10, TokenTypes = 1, MaxPositions = 16, PaddingId = 9 };
        EncoderDecoderInputProcessor processor = new(ModelFolder.Open(folder.Folder), settings, startId: 9);

        EncodedExample actual = processor.Encode(0, new LensInput { Text = "he", TargetText = "he" }, new EncodeOptions());

        Assert.Equal([5, 1, 1, 0], actual.Tokens.Select(token => token.Id));
        Assert.Equal([9, 5, 1], actual.Decoder!.Tokens.Select(token => token.Id));
    }

    [Fact]
    public void Load_ModelBesideTokenizerJson_TakesTheLatter()
    {
        using TokenizerFolderBuilder folder = new();
        Tokenizer tokenizer = folder
            .With("spiece.model", SamplePieces.Unigram.ToArray())
            .With("tokenizer.json", TokenizerJsonText.Write())
            .Load();

        Assert.Equal<int>([1], tokenizer.Encode("a").Ids);
    }

    [Theory]
    [InlineData("spiece.model", """{"tokenizer_class": "AlbertTokenizer"}""", "'AlbertTokenizer', which is not supported without tokenizer.json; supported: LlamaTokenizer, T5Tokenizer")]
    [InlineData("spiece.model", """{"tokenizer_class": "T5TokenizerFast", "additional_special_tokens": ["<extra_id_0>"]}""", "extra_ids 100 and 1 tokens")]
    [InlineData("spiece.model", """{"tokenizer_class": "T5Tokenizer", "extra_ids": 2000000000}""", "extra_ids 2000000000")]
    [InlineData("spiece.model", """{"tokenizer_class": "T5Tokenizer", "added_tokens_decoder": {"20": {"content": "x"}}}""", "belongs to two tokens")]
    [InlineData("tokenizer.model", """{"tokenizer_class": "LlamaTokenizer", "bos_token": "<bos>"}""", "'<bos>' is not in the vocabulary")]
    [InlineData("tokenizer.model", """{"sp_model_kwargs": {"enable_sampling": true}}""", "sp_model_kwargs has 'enable_sampling'")]
    [InlineData("sentencepiece.bpe.model", """{"tokenizer_class": "XLMRobertaTokenizer"}""", "belongs to XLMRobertaTokenizer, whose ids are not those")]
    public void Load_UnusableConfiguration_IsOneClearError(string file, string config, string expected)
    {
        using TokenizerFolderBuilder folder = new();
        folder.With(file, SamplePieces.Unigram.ToArray()).With("tokenizer_config.json", config);

        Assert.Contains(expected, Assert.Throws<LensInputException>(folder.Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ModelOfAnUnknownFamily_NamesTheFamily()
    {
        using TokenizerFolderBuilder folder = new();
        folder.With("spiece.model", SamplePieces.Unigram.ToArray()).With("config.json", """{"model_type": "albert"}""");

        Assert.Contains("model_type is 'albert'", Assert.Throws<LensInputException>(folder.Load).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"separate_vocabs": true}""", "with separate_vocabs, which is not supported")]
    [InlineData("""{"tokenizer_class": "FSMTTokenizer"}""", "'FSMTTokenizer'")]
    [InlineData("""{"unk_token": "<none>"}""", "'<none>' is not in the vocabulary")]
    public void Load_UnusableTranslation_IsOneClearError(string config, string expected)
    {
        using TokenizerFolderBuilder folder = new();
        WithTranslation(folder).With("tokenizer_config.json", config);

        Assert.Contains(expected, Assert.Throws<LensInputException>(folder.Load).Message, StringComparison.Ordinal);
    }

    private static TokenizerFolderBuilder WithTranslation(TokenizerFolderBuilder folder) => folder
        .With("source.spm", SamplePieces.Unigram.ToArray())
        .With("target.spm", SamplePieces.BytePairs.ToArray())
        .With("vocab.json", Translation)
        .With("config.json", """{"model_type": "marian"}""");
}
