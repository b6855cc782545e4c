using AttentionLens.Attribution;
using AttentionLens.Models;

namespace AttentionLens.Tests;

/// <summary>Laws of the methods that draw random points.</summary>
public sealed class NoiseMethodTests
{
    [Fact]
    public async Task SmoothGrad_NoNoise_IsTheGradient()
    {
        await using TransformerModel model = SeededModel.Load("bert");
        AttributionResult saliency = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new SaliencyMethod());

        AttributionResult mean = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new SmoothGradMethod(), null, ("stdev", "0"));
        AttributionResult squares = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new SmoothGradMethod(), null, ("stdev", "0"), ("mode", "squares"));
        AttributionResult variance = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new SmoothGradMethod(), null, ("stdev", "0"), ("mode", "variance"));

        SeededModel.AssertClose(saliency.FeatureScores!.Values, mean.FeatureScores!.Values.Select(Math.Abs), 1e-6);
        SeededModel.AssertClose(saliency.FeatureScores.Values.Select(slope => slope * slope), squares.FeatureScores!.Values, 1e-6);
        Assert.All(variance.FeatureScores!.Values, value => Assert.InRange(value, 0, 1e-9));
    }

    [Theory]
    [InlineData("squares")]
    [InlineData("variance")]
    [InlineData("mean")]
    public async Task SmoothGrad_SeedDecides_AndTheBatchDoesNot(string mode)
    {
        await using TransformerModel model = SeededModel.Load("gpt2");
        async Task<AttributionResult> With(InputBatch batch, string seed) =>
            await SeededModel.ExplainAsync(model, batch, new SmoothGradMethod(), null, ("stdev", "0.3"), ("mode", mode), ("seed", seed));

        AttributionResult together = await With(SeededModel.Batch(model), "4");
        AttributionResult again = await With(SeededModel.Batch(model), "4");
        AttributionResult other = await With(SeededModel.Batch(model), "5");
        AttributionResult alone = await With(SeededModel.Batch(model, 1), "4");

        Assert.Equal(together.FeatureScores, again.FeatureScores);
        Assert.NotEqual(together.FeatureScores, other.FeatureScores);
        SeededModel.AssertClose(alone.Scores.Values, together.Scores.Row(1)[..3].ToArray(), 1e-5);
    }

    [Fact]
    public async Task GradientShap_ManySamples_ApproachesIntegratedGradients()
    {
        await using TransformerModel model = SeededModel.Load("bert");
        AttributionResult integral = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new IntegratedGradientsMethod());

        AttributionResult few = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new GradientShapMethod(), null, ("samples", "5"));
        AttributionResult many = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new GradientShapMethod(), null, ("samples", "2000"));

        Assert.True(Distance(integral, many) < Distance(integral, few) / 4);
        SeededModel.AssertClose(integral.Scores.Values, many.Scores.Values, 0.1);
        Assert.All(many.CompletenessDeltas, delta => Assert.InRange(Math.Abs(delta), 0, 0.2));
    }

    private static double Distance(AttributionResult left, AttributionResult right) =>
        Math.Sqrt(left.FeatureScores!.Values.Zip(right.FeatureScores!.Values, (a, b) => Math.Pow((double)a - b, 2)).Sum());
}
