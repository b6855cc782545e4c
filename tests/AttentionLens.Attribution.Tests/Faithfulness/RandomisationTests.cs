using AttentionLens.Engine;

namespace AttentionLens.Attribution.Tests.Faithfulness;

/// <summary>Methods on a model whose weights become random.</summary>
public sealed class RandomisationTests
{
    [Fact]
    public async Task EvaluateAsync_AMethodThatLooksAtTheTokensAlone_IsFound()
    {
        RandomisationResult result = await EvaluateAsync("sentiment", 4, new TokenIds(), new AttnLrpMethod());

        Assert.Equal(["head", "blocks.3", "blocks.2", "blocks.1", "blocks.0", "embed"], result.Stages.ToArray());
        Assert.Equal(4, result.Examples);
        Assert.Equal([1, 1, 1, 1, 1, 1], result.Methods[0].Correlations.Select(correlation => Math.Round(correlation, 9)));
        Assert.InRange(result.Methods[1].AllRandom, -0.6, 0.6);
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal("AL0203", finding.Descriptor.Id);
        Assert.StartsWith("Attribution 'token-ids' gives nearly the same order of scores with random weights: rank correlation 1.000", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SampleModel.Names), MemberType = typeof(SampleModel))]
    public async Task EvaluateAsync_EverySample_LosesTheOrderWithAllWeightsRandom(string name)
    {
        RandomisationResult result = await EvaluateAsync(name, 3, new SaliencyMethod());

        Assert.All(result.Methods[0].Correlations, correlation => Assert.InRange(correlation, -1, 1));
        Assert.InRange(result.Methods[0].AllRandom, -0.8, 0.8);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public async Task EvaluateAsync_TheModelItself_StaysAsItIs()
    {
        await using LensModel model = await SampleModel.LoadAsync("sentiment");
        InputBatch batch = await SampleModel.BatchAsync(model, "sentiment", 2);
        FaithfulnessRequest request = SampleModel.Request(model, batch, new AttnLrpMethod());
        FaithfulnessResult before = await FaithfulnessRunner.EvaluateAsync(request);

        await RandomisationRunner.EvaluateAsync([request], (options, _) => SampleModel.LoadAsync("sentiment", options));

        FaithfulnessResult after = await FaithfulnessRunner.EvaluateAsync(request);
        Assert.Equal(before.Methods[0].Means.ToArray(), after.Methods[0].Means.ToArray());
    }

    [Fact]
    public async Task EvaluateAsync_Batches_AreOneDataSet()
    {
        await using LensModel model = await SampleModel.LoadAsync("sentiment");
        InputBatch batch = await SampleModel.BatchAsync(model, "sentiment", 3);
        ValueTask<RandomisationResult> Run(params InputBatch[] batches) => RandomisationRunner.EvaluateAsync(
            [.. batches.Select(part => SampleModel.Request(model, part, new SaliencyMethod()))], (options, _) => SampleModel.LoadAsync("sentiment", options));

        RandomisationResult whole = await Run(batch);
        RandomisationResult parts = await Run([.. batch.Examples.Select(example => new InputBatch([example]))]);

        Assert.Equal(whole.Examples, parts.Examples);
        Assert.All(whole.Methods[0].Correlations.Zip(parts.Methods[0].Correlations), pair => Assert.Equal(pair.First, pair.Second, 0.05));
    }

    [Fact]
    public async Task EvaluateAsync_TooShortInputs_AreRefused()
    {
        await using LensModel model = await SampleModel.LoadAsync("sentiment");
        InputBatch batch = model.Inputs.Collate([model.Inputs.Encode(0, new LensInput { Text = "slow" }, new EncodeOptions())]);

        LensInputException refused = await Assert.ThrowsAsync<LensInputException>(() => RandomisationRunner
            .EvaluateAsync([SampleModel.Request(model, batch, new SaliencyMethod())], (options, _) => SampleModel.LoadAsync("sentiment", options)).AsTask());

        Assert.StartsWith("No example has 3 positions", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvaluateAsync_AnAdapterThatIgnoresTheEdit_IsFoundOut()
    {
        await using LensModel model = await SampleModel.LoadAsync("sentiment");
        FaithfulnessRequest request = SampleModel.Request(model, await SampleModel.BatchAsync(model, "sentiment", 1), new SaliencyMethod());

        LensInputException refused = await Assert.ThrowsAsync<LensInputException>(() => RandomisationRunner.EvaluateAsync([request], (_, _) => SampleModel.LoadAsync("sentiment")).AsTask());

        Assert.Contains("could not be drawn anew", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<RandomisationResult> EvaluateAsync(string name, int count, params AttributionMethod[] methods)
    {
        await using LensModel model = await SampleModel.LoadAsync(name);
        InputBatch batch = await SampleModel.BatchAsync(model, name, count);
        return await RandomisationRunner.EvaluateAsync([SampleModel.Request(model, batch, methods)], (options, _) => SampleModel.LoadAsync(name, options));
    }

    /// <summary>Scores that do not depend on the model at all.</summary>
    private sealed class TokenIds : AttributionMethod
    {
        public override AttributionDescriptor Descriptor => new("token-ids", "The ids.", AttributionKind.Perturbation);

        public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
        {
            ExplainedBatch explained = await context.ExplainAsync(cancellationToken);
            return new AttributionResult(
                explained.Targets,
                explained.Values,
                new TensorValue(
                    new TensorSpec([Axis.Batch, Axis.Position], "id"),
                    [context.Batch.Size, context.Batch.Length],
                    [.. context.Batch.Examples.SelectMany(example => example.Tokens.Select(token => (float)token.Id))]));
        }
    }
}
