using System.Text.Json.Nodes;
using AttentionLens.Generation.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Generation.Tests.Settings;

/// <summary>Which tokens come because a model's files say so.</summary>
public sealed class GenerationSettingsTests
{
    private static readonly LensInput Input = new() { Ids = [5, 9, 16, 4] };

    [Theory]
    [InlineData(null, null, new int[0])]
    [InlineData("7", null, new[] { 7 })]
    [InlineData("[7, 3, 7]", null, new[] { 7, 3 })]
    [InlineData("null", null, new int[0])]
    [InlineData("50256", null, new int[0])]
    [InlineData("-1", null, new int[0])]
    [InlineData("7", """{"eos_token_id": 4}""", new[] { 4 })]
    [InlineData("7", """{"eos_token_id": [4, 5, 99]}""", new[] { 4, 5 })]
    [InlineData("7", """{"eos_token_id": null}""", new int[0])]
    [InlineData("7", """{"eos_token_id": []}""", new int[0])]
    [InlineData("7", """{"max_length": 3, "num_beams": 4, "nobody_knows": {"a": [1]}}""", new[] { 7 })]
    public async Task EndIds_WhatTheFilesSay_IsRead(string? config, string? generation, int[] expected)
    {
        await using TransformerModel model = config is null
            ? WritingModel.Load("gpt2", generation)
            : WritingModel.Load("gpt2", generation, ("eos_token_id", JsonNode.Parse(config)));

        Assert.Equal(expected, model.Generation.EndIds.ToArray());
    }

    [Fact]
    public async Task Generation_OtherIds_AreRead()
    {
        await using TransformerModel model = WritingModel.Load(
            "bart",
            """
            {"decoder_start_token_id": 9, "forced_eos_token_id": [6], "suppress_tokens": [1, 2], "bad_words_ids": [[3], [4, 5], [1], [77]]}
            """,
            ("forced_bos_token_id", 8));

        GenerationSettings settings = model.Generation;

        Assert.Equal(9, settings.StartId);
        Assert.Equal(8, settings.ForcedFirstId);
        Assert.Equal(6, settings.ForcedLastId);
        Assert.Equal([1, 2, 3], settings.BannedIds.ToArray());
    }

    [Theory]
    [InlineData("""{"eos_token_id": "2"}""", "eos_token_id")]
    [InlineData("""{"eos_token_id": 1.5}""", "eos_token_id")]
    [InlineData("""{"eos_token_id": [[1]]}""", "eos_token_id")]
    [InlineData("""{"eos_token_id": 99999999999}""", "eos_token_id")]
    [InlineData("""{"decoder_start_token_id": 23}""", "decoder_start_token_id")]
    [InlineData("""{"decoder_start_token_id": -1}""", "decoder_start_token_id")]
    [InlineData("""{"forced_bos_token_id": [1, 2]}""", "forced_bos_token_id")]
    [InlineData("""{"forced_eos_token_id": 99}""", "forced_eos_token_id")]
    [InlineData("""{"bad_words_ids": 3}""", "bad_words_ids")]
    [InlineData("""{"bad_words_ids": ["word"]}""", "bad_words_ids")]
    [InlineData("""{"suppress_tokens": {"a": 1}}""", "suppress_tokens")]
    [InlineData("[1]", "generation_config.json")]
    [InlineData("{", "generation_config.json")]
    [InlineData("", "generation_config.json")]
    [InlineData("{\"a\": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "generation_config.json")]
    public async Task Generation_WhatCannotBe_IsRefusedByName(string generation, string named)
    {
        await using TransformerModel model = WritingModel.Load("t5", generation);

        LensInputException refusal = Assert.Throws<LensInputException>(() => _ = model.Generation);

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task GenerateAsync_EndIdOfTheModel_EndsTheText(int beams)
    {
        await using TransformerModel endless = WritingModel.Load("bart");
        GenerationOptions options = new() { MostTokens = 9 };
        GeneratedSequence whole = await new TextGenerator(endless).GenerateAsync(Input, options);
        int end = whole.Tokens[4].Id;
        await using TransformerModel model = WritingModel.Load("bart", $$"""{"eos_token_id": [{{end}}]}""");

        GeneratedSequence ended = await new TextGenerator(model).GenerateAsync(Input, options with { Beams = beams });
        GeneratedSequence kept = await new TextGenerator(model).GenerateAsync(Input, options with { EndIds = [] });

        Assert.True(ended.HasEnded);
        Assert.Equal(end, ended.Tokens[^1].Id);
        Assert.Equal(whole.Tokens.ToArray(), kept.Tokens.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task GenerateAsync_ForcedIds_StandWhereTheyMust(int beams)
    {
        await using TransformerModel model = WritingModel.Load(
            "bart", """{"forced_bos_token_id": 8, "forced_eos_token_id": 6, "eos_token_id": 6, "bad_words_ids": [[3]]}""");
        TextGenerator generator = new(model);
        GenerationOptions options = new() { MostTokens = 7, Beams = beams };

        GeneratedSequence written = await generator.GenerateAsync(Input, options);
        GeneratedSequence behind = await generator.GenerateAsync(Input with { DecoderIds = [2, 11] }, options with { EndIds = [] });
        GeneratedSequence single = await generator.GenerateAsync(Input, options with { MostTokens = 1 });

        Assert.Equal(8, written.Tokens[0].Id);
        Assert.True(written.HasEnded);
        Assert.Equal(6, written.Tokens[^1].Id);
        Assert.NotEqual(8, behind.Tokens[0].Id);
        Assert.Equal(6, behind.Tokens[^1].Id);
        Assert.Equal([6], single.Tokens.Select(token => token.Id));
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(5.0, 1)]
    [InlineData(0.0, 3)]
    public async Task GenerateAsync_BannedIds_AreNeverWritten(double temperature, int beams)
    {
        await using TransformerModel model = WritingModel.Load("gpt2", """{"suppress_tokens": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]}""");
        await using TransformerModel mute = WritingModel.Load("gpt2", $$"""{"suppress_tokens": [{{string.Join(", ", Enumerable.Range(0, WritingModel.Vocabulary))}}]}""");
        GenerationOptions options = new() { MostTokens = 30, Temperature = temperature, Beams = beams };

        GeneratedSequence written = await new TextGenerator(model).GenerateAsync(Input, options);

        Assert.All(written.Tokens, token => Assert.InRange(token.Id, 16, WritingModel.Vocabulary - 1));
        await Assert.ThrowsAsync<LensInputException>(() => new TextGenerator(mute).GenerateAsync(Input, options).AsTask());
    }

    [Fact]
    public async Task GenerateAsync_StartId_IsReadFirst()
    {
        await using TransformerModel plain = WritingModel.Load("t5");
        await using TransformerModel model = WritingModel.Load("t5", """{"decoder_start_token_id": 9}""");
        GenerationOptions options = new() { MostTokens = 6 };

        GeneratedSequence expected = await new TextGenerator(plain).GenerateAsync(Input with { DecoderIds = [9] }, options);
        GeneratedSequence written = await new TextGenerator(model).GenerateAsync(Input, options);
        LensInput whole = await new TextGenerator(model).ContinueAsync(Input, options);

        Assert.Equal(expected.Tokens.ToArray(), written.Tokens.ToArray());
        Assert.Equal([9, .. written.Tokens.Select(token => token.Id)], whole.DecoderIds.ToArray());
    }
}
