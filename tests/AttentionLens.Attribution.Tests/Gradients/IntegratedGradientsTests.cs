using AttentionLens.Attribution;
using AttentionLens.Models;

namespace AttentionLens.Tests;

public sealed class IntegratedGradientsTests
{
    [Theory]
    [MemberData(nameof(SeededModel.All), MemberType = typeof(SeededModel))]
    public async Task Scores_ManySteps_AddUpToTheObjectivesGain(string family)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            await using TransformerModel model = SeededModel.Load(family, seed);

            AttributionResult result = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new IntegratedGradientsMethod(), null, ("steps", "300"));

            Assert.All(result.CompletenessDeltas, delta => Assert.InRange(Math.Abs(delta), 0, 2e-3));
            Assert.Contains(result.Scores.Values, score => Math.Abs(score) > 1e-2);
        }
    }

    [Theory]
    [MemberData(nameof(SeededModel.All), MemberType = typeof(SeededModel))]
    public async Task Scores_AnyNumberOfRowsAtATime_AreTheSame(string family)
    {
        await using TransformerModel model = SeededModel.Load(family);
        foreach (Objective objective in (Objective[])[new LogitObjective(), new LogProbabilityObjective(1), new LossObjective()])
        {
            AttributionResult one = await SeededModel.ExplainAsync(
                model, SeededModel.Batch(model), new IntegratedGradientsMethod(), SeededModel.Like(1, objective), ("steps", "7"));
            AttributionResult many = await SeededModel.ExplainAsync(
                model, SeededModel.Batch(model), new IntegratedGradientsMethod(), SeededModel.Like(13, objective), ("steps", "7"));

            SeededModel.AssertClose(one.FeatureScores!.Values, many.FeatureScores!.Values, 1e-5);
            Assert.All(one.CompletenessDeltas.Zip(many.CompletenessDeltas), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
    }

    [Theory]
    [MemberData(nameof(SeededModel.All), MemberType = typeof(SeededModel))]
    public async Task Scores_ExampleAloneOrInABatch_AreTheSame(string family)
    {
        await using TransformerModel model = SeededModel.Load(family);
        AttributionResult together = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new IntegratedGradientsMethod(), null, ("steps", "9"));
        for (int example = 0; example < 3; example++)
        {
            AttributionResult alone = await SeededModel.ExplainAsync(model, SeededModel.Batch(model, example), new IntegratedGradientsMethod(), null, ("steps", "9"));

            int length = alone.Scores.Shape[1];
            SeededModel.AssertClose(alone.Scores.Values, together.Scores.Row(example)[..length].ToArray(), 2e-5);
            Assert.All(together.Scores.Row(example)[length..].ToArray(), padding => Assert.Equal(0, padding));
        }
    }

    [Fact]
    public async Task Scores_TwoRuns_HaveTheSameBits()
    {
        await using TransformerModel model = SeededModel.Load("bert");

        AttributionResult first = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new IntegratedGradientsMethod());
        AttributionResult second = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new IntegratedGradientsMethod());

        Assert.Equal(first.FeatureScores, second.FeatureScores);
    }

    [Fact]
    public async Task Scores_PathBehindTheLastNonLinearity_NeedOneStep()
    {
        await using TransformerModel model = SeededModel.Load("gpt2");

        AttributionResult result = await SeededModel.ExplainAsync(
            model, SeededModel.Batch(model), new IntegratedGradientsMethod(), null, ("steps", "1"), ("hook", "ln_final"));

        Assert.All(result.CompletenessDeltas, delta => Assert.InRange(Math.Abs(delta), 0, 1e-5));
        Assert.Contains(result.Scores.Values, score => Math.Abs(score) > 1e-2);
    }

    [Theory]
    [InlineData("blocks.0.resid_post")]
    [InlineData("blocks.1.attn.z")]
    [InlineData("blocks.0.mlp.post")]
    public async Task Scores_PathInALayer_AddUpToTheObjectivesGain(string hook)
    {
        await using TransformerModel model = SeededModel.Load("bert");
        foreach (AttributionBaseline baseline in (AttributionBaseline[])[AttributionBaseline.Zero, AttributionBaseline.Pad])
        {
            AttributionResult result = await SeededModel.ExplainAsync(
                model, SeededModel.Batch(model), new IntegratedGradientsMethod(), SeededModel.Like(baseline: baseline), ("steps", "200"), ("hook", hook));

            Assert.All(result.CompletenessDeltas, delta => Assert.InRange(Math.Abs(delta), 0, 1e-3));
            Assert.Contains(result.Scores.Values, score => Math.Abs(score) > 1e-3);
        }
    }

    [Fact]
    public async Task Scores_PadBaseline_AreZeroAtSpecialTokens()
    {
        await using TransformerModel model = SeededModel.Load("bert");

        AttributionResult result = await SeededModel.ExplainAsync(
            model, SeededModel.Batch(model, 0), new IntegratedGradientsMethod(), SeededModel.Like(baseline: AttributionBaseline.Pad));

        Assert.Equal(0, result.Scores.Values[0]);
        Assert.Equal(0, result.Scores.Values[4]);
        Assert.All(result.Scores.Values[1..4], score => Assert.NotEqual(0, score));
    }

    [Theory]
    [InlineData("bert", "hook", "blocks.0.resid_poost", "resid_post")]
    [InlineData("bert", "hook", "Blocks!", "hook point")]
    [InlineData("bert", "hook", "blocks.0.attn.pattern", "[batch, head, query, key]")]
    [InlineData("bert", "steps", "2.5", "whole number")]
    [InlineData("bert", "steps", "0", "1")]
    [InlineData("bert", "rule", "simpson", "gauss-legendre")]
    [InlineData("bert", "stepps", "5", "steps")]
    public async Task Attribute_SettingThatCannotBeUsed_SaysWhatWould(string family, string key, string value, string named)
    {
        await using TransformerModel model = SeededModel.Load(family);

        LensInputException error = await Assert.ThrowsAnyAsync<LensInputException>(
            () => SeededModel.ExplainAsync(model, SeededModel.Batch(model), new IntegratedGradientsMethod(), null, (key, value)));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [MemberData(nameof(SeededModel.All), MemberType = typeof(SeededModel))]
    public async Task Attribute_MaskBaselineWithoutAMaskToken_IsRefusedInOneLine(string family)
    {
        await using TransformerModel model = SeededModel.Load(family);

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(() => SeededModel.ExplainAsync(
            model, SeededModel.Batch(model), new IntegratedGradientsMethod(), SeededModel.Like(baseline: AttributionBaseline.Mask)));

        Assert.Contains("mask token", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
