using AttentionLens.EncoderDecoders.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.EncoderDecoders.Tests.Generation;

/// <summary>What models write, token by token, is what one pass over the whole text says about each place.</summary>
public sealed class TextGeneratorTests
{
    private static readonly LensInput Input = new() { Ids = [5, 9, 16, 4] };

    public static TheoryData<string> Variants => ["gpt2", .. SmallModel.WithTwoStacks[..4]];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task GenerateAsync_Greedy_TakesTheLikeliestAtEachPlace(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);

        GeneratedSequence written = await new TextGenerator(model).GenerateAsync(Input, new GenerationOptions { MostTokens = 7 });

        Assert.Equal(7, written.Tokens.Length);
        Assert.False(written.HasEnded);
        foreach ((GeneratedToken token, float[] logits) in Rows(model, written))
        {
            Assert.Equal(logits.Max(), logits[token.Id], 1e-4f);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task GenerateAsync_Drawn_GivesTheProbabilitiesOfOnePass(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);

        GeneratedSequence written = await new TextGenerator(model).GenerateAsync(
            Input, new GenerationOptions { MostTokens = 8, Temperature = 5, Seed = 9 });

        Assert.True(written.Tokens.Distinct().Count() > 3);
        foreach ((GeneratedToken token, float[] logits) in Rows(model, written))
        {
            double total = logits.Sum(logit => Math.Exp(logit));
            Assert.Equal(logits[token.Id] - Math.Log(total), token.LogProbability, 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task GenerateAsync_EndId_EndsTheText(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        TextGenerator generator = new(model);
        GenerationOptions options = new() { MostTokens = 6 };
        GeneratedSequence whole = await generator.GenerateAsync(Input, options);
        int end = whole.Tokens[^1].Id;
        int length = whole.Tokens.Select(token => token.Id).ToList().IndexOf(end) + 1;

        GeneratedSequence ended = await generator.GenerateAsync(Input, options with { EndIds = [end] });

        Assert.True(ended.HasEnded);
        Assert.Equal(whole.Tokens[..length].ToArray(), ended.Tokens.ToArray());
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task GenerateAsync_Seed_DecidesWhatIsDrawn(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        TextGenerator generator = new(model);
        GenerationOptions options = new() { MostTokens = 8, Temperature = 5, Seed = 1 };

        GeneratedSequence one = await generator.GenerateAsync(Input, options);
        GeneratedSequence same = await generator.GenerateAsync(Input, options);
        GeneratedSequence other = await generator.GenerateAsync(Input, options with { Seed = 2 });
        GeneratedSequence likeliest = await generator.GenerateAsync(Input, options with { TopK = 1 });
        GeneratedSequence greedy = await generator.GenerateAsync(Input, options with { Temperature = 0 });

        Assert.Equal(one.Tokens.ToArray(), same.Tokens.ToArray());
        Assert.NotEqual(one.Tokens.ToArray(), other.Tokens.ToArray());
        Assert.Equal(greedy.Tokens.ToArray(), likeliest.Tokens.ToArray());
    }

    [Theory]
    [InlineData("bart")]
    [InlineData("t5")]
    public async Task GenerateAsync_DecoderIds_AreTheBeginning(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        TextGenerator generator = new(model);
        int start = variant == "bart" ? 2 : 0;
        GeneratedSequence whole = await generator.GenerateAsync(Input, new GenerationOptions { MostTokens = 5 });

        GeneratedSequence rest = await generator.GenerateAsync(
            Input with { DecoderIds = [start, whole.Tokens[0].Id, whole.Tokens[1].Id], Labels = [1] }, new GenerationOptions { MostTokens = 3 });

        Assert.Equal(whole.Tokens[2..].Select(token => token.Id), rest.Tokens.Select(token => token.Id));
    }

    [Fact]
    public async Task GenerateAsync_PaddingAroundTheInput_ChangesNothing()
    {
        await using TransformerModel model = SmallModel.Load("gpt2");
        TextGenerator generator = new(model);
        LensInput padded = new() { Ids = [0, 5, 9, 16, 4, 0], AttentionMask = [false, true, true, true, true, false] };

        GeneratedSequence plain = await generator.GenerateAsync(Input, new GenerationOptions { MostTokens = 5 });
        GeneratedSequence between = await generator.GenerateAsync(padded, new GenerationOptions { MostTokens = 5 });

        Assert.Equal(plain.Tokens.Select(token => token.Id), between.Tokens.Select(token => token.Id));
    }

    [Theory]
    [InlineData("gpt2", SmallFolder.Positions - 4 + 1)]
    [InlineData("bart", SmallFolder.Positions)]
    public async Task GenerateAsync_PositionsUsedUp_Stops(string variant, int expected)
    {
        await using TransformerModel model = SmallModel.Load(variant);

        GeneratedSequence written = await new TextGenerator(model).GenerateAsync(Input, new GenerationOptions { MostTokens = 100 });

        Assert.Equal(expected, written.Tokens.Length);
        Assert.False(written.HasEnded);
    }

    [Theory]
    [InlineData("bart headless")]
    [InlineData("t5 encoder")]
    [InlineData("gpt2 headless")]
    public async Task TextGenerator_ModelWithoutNextTokens_IsRefused(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);

        SmallModel.AssertRefused(() => _ = new TextGenerator(model), model.Card.Architecture, "predicts no next token");
    }

    [Fact]
    public async Task GenerateAsync_WhatCannotBe_IsRefused()
    {
        await using TransformerModel model = SmallModel.Load("t5");
        TextGenerator generator = new(model);

        await RefusedAsync(generator, Input with { TargetText = "one" }, "target text");
        await RefusedAsync(generator, new LensInput { Ids = [99] }, "99");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => generator.GenerateAsync(Input, new GenerationOptions(), new CancellationToken(canceled: true)).AsTask());
    }

    private static async Task RefusedAsync(TextGenerator generator, LensInput input, string word)
    {
        LensInputException refusal = await Assert.ThrowsAnyAsync<LensInputException>(() => generator.GenerateAsync(input, new GenerationOptions()).AsTask());
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
    }

    // Each token with the logits at its place, from one pass over all that was written.
    private static IEnumerable<(GeneratedToken Token, float[] Logits)> Rows(TransformerModel model, GeneratedSequence written)
    {
        int[] ids = [.. written.Tokens.Select(token => token.Id)];
        bool hasDecoder = SmallModel.HasDecoder(model);
        LensInput whole = hasDecoder
            ? Input with { DecoderIds = [model.Inputs.Encode(0, Input, new EncodeOptions()).Decoder!.Tokens[0].Id, .. ids] }
            : Input with { Ids = [.. Input.Ids, .. ids] };
        float[] logits = SmallModel.Output(model, Family.Batch(model, whole));
        int first = hasDecoder ? 0 : Input.Ids.Length - 1;
        return written.Tokens.Select((token, place) =>
            (token, logits.AsSpan((first + place) * SmallFolder.Vocabulary, SmallFolder.Vocabulary).ToArray()));
    }
}
