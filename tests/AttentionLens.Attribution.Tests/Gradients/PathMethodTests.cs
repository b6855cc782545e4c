using AttentionLens.Attribution;
using AttentionLens.Models;

namespace AttentionLens.Tests;

/// <summary>Laws of the methods that walk from a baseline to the input.</summary>
public sealed class PathMethodTests
{
    [Theory]
    [MemberData(nameof(SeededModel.All), MemberType = typeof(SeededModel))]
    public async Task InternalInfluence_AtTheFeatures_TimesTheWayIsIntegratedGradients(string family)
    {
        await using TransformerModel model = SeededModel.Load(family);
        string features = family == "bart" ? "encoder.embed" : "embed";
        using ModelRun run = await model.RunAsync(SeededModel.Batch(model), new RunPlan { Capture = [HookSelector.Parse(features)] });

        AttributionResult influence = await SeededModel.ExplainAsync(
            model, SeededModel.Batch(model), new InternalInfluenceMethod(), null, ("steps", "9"), ("hook", features));
        AttributionResult integral = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new IntegratedGradientsMethod(), null, ("steps", "9"));

        float[] product = [.. influence.FeatureScores!.Values.Zip(run.Captured(HookName.Parse(features)).Values.ToArray(), (slope, way) => slope * way)];
        SeededModel.AssertClose(integral.FeatureScores!.Values, product, 1e-5);
    }

    [Theory]
    [MemberData(nameof(SeededModel.All), MemberType = typeof(SeededModel))]
    public async Task Conductance_ManySteps_AddsUpInEveryLayer(string family)
    {
        await using TransformerModel model = SeededModel.Load(family);

        AttributionResult result = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new ConductanceMethod(), null, ("steps", "1000"));

        Assert.Equal(2, result.Extras.Count);
        foreach (TensorValue layer in result.Extras.Values)
        {
            for (int example = 0; example < 3; example++)
            {
                double gain = Sum(result.Scores.Row(example)) - result.CompletenessDeltas[example];
                Assert.Equal(gain, Sum(layer.Row(example)), 2e-2);
            }
        }
    }

    [Theory]
    [MemberData(nameof(SeededModel.All), MemberType = typeof(SeededModel))]
    public async Task SequentialIntegratedGradients_ManySteps_GivesEachPositionItsLoss(string family)
    {
        await using TransformerModel model = SeededModel.Load(family);

        AttributionResult result = await SeededModel.ExplainAsync(
            model, SeededModel.Batch(model), new SequentialIntegratedGradientsMethod(), SeededModel.Like(17), ("steps", "100"));

        TensorValue deltas = result.Extras["position_deltas"];
        Assert.All(deltas.Values, delta => Assert.InRange(Math.Abs(delta), 0, 2e-3));
        Assert.Contains(result.Scores.Values, score => Math.Abs(score) > 1e-2);
        if (family != "vit")
        {
            Assert.All(result.Scores.Row(1)[3..].ToArray(), padding => Assert.Equal(0, padding));
        }
    }

    [Fact]
    public async Task SequentialIntegratedGradients_OnePosition_IsIntegratedGradientsOfThatPosition()
    {
        await using TransformerModel model = SeededModel.Load("gpt2");
        InputBatch batch = model.Inputs.Collate([model.Inputs.Encode(0, new LensInput { Ids = [7] }, new EncodeOptions())]);

        AttributionResult sequential = await SeededModel.ExplainAsync(model, batch, new SequentialIntegratedGradientsMethod());
        AttributionResult integral = await SeededModel.ExplainAsync(model, batch, new IntegratedGradientsMethod());

        SeededModel.AssertClose(integral.FeatureScores!.Values, sequential.FeatureScores!.Values, 1e-6);
    }

    [Theory]
    [MemberData(nameof(SeededModel.All), MemberType = typeof(SeededModel))]
    public async Task HeadIntegratedGradients_ManySteps_SharesOutWhatTheHeadsGive(string family)
    {
        await using TransformerModel model = SeededModel.Load(family);

        AttributionResult result = await SeededModel.ExplainAsync(
            model, SeededModel.Batch(model), new HeadIntegratedGradientsMethod(), SeededModel.Like(11), ("steps", "60"));

        Assert.All(result.CompletenessDeltas, delta => Assert.InRange(Math.Abs(delta), 0, 1e-4));
        string[] shares = family == "bart" ? ["cross_head_scores", "decoder_head_scores", "encoder_head_scores"] : ["head_scores"];
        Assert.Equal(shares, result.Extras.Keys.Where(name => name.EndsWith("head_scores", StringComparison.Ordinal)));
        Assert.All(shares, name => Assert.Equal((int[])[3, 2, 3], result.Extras[name].Shape.AsSpan().ToArray()));
        for (int example = 0; example < 3; example++)
        {
            double heads = shares.Sum(name => Sum(result.Extras[name].Row(example)));
            double positions = Sum(result.Scores.Row(example)) + (family == "bart" ? Sum(result.Extras["decoder_scores"].Row(example)) : 0);
            Assert.Equal(heads, positions, 1e-4);
        }
    }

    [Fact]
    public async Task HeadIntegratedGradients_AnyNumberOfRowsAtATime_GivesTheSameShares()
    {
        await using TransformerModel model = SeededModel.Load("bart");

        AttributionResult one = await SeededModel.ExplainAsync(
            model, SeededModel.Batch(model), new HeadIntegratedGradientsMethod(), SeededModel.Like(1, new LossObjective()), ("steps", "10"));
        AttributionResult many = await SeededModel.ExplainAsync(
            model, SeededModel.Batch(model), new HeadIntegratedGradientsMethod(), SeededModel.Like(20, new LossObjective()), ("steps", "10"));

        Assert.All(one.Extras, extra => SeededModel.AssertClose(extra.Value.Values, many.Extras[extra.Key].Values, 1e-5));
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }
}
