using AttentionLens.Attribution;
using AttentionLens.Models;

namespace AttentionLens.Tests;

public sealed class DeepLiftTests
{
    [Theory]
    [MemberData(nameof(SeededModel.All), MemberType = typeof(SeededModel))]
    public async Task Scores_OneBackwardPass_AddUpToTheObjectivesGain(string family)
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            await using TransformerModel model = SeededModel.Load(family, seed);

            AttributionResult result = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new DeepLiftMethod());

            Assert.All(result.CompletenessDeltas, delta => Assert.InRange(Math.Abs(delta), 0, 2e-4));
            Assert.Contains(result.Scores.Values, score => Math.Abs(score) > 1e-2);
        }
    }

    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families.Sets), MemberType = typeof(Families))]
    public async Task Scores_RecordedExamples_AddUpAndTurnTheWayOfIntegratedGradients(string family, string set)
    {
        using ReferenceCase reference = new(family);
        AttributionBaseline baseline = family == "vit" ? AttributionBaseline.Zero : AttributionBaseline.Pad;

        AttributionResult lift = await Explained.RecordedAsync(reference, set, new DeepLiftMethod(), baseline);

        Assert.All(lift.CompletenessDeltas, delta => Assert.InRange(Math.Abs(delta), 0, 1e-3));
        float[] integral = reference.Expected($"{set}.ig.{(family == "vit" ? "zero" : "pad")}.gausslegendre.tokens");
        Assert.InRange(Cosine(integral, [.. lift.Scores.Values]), 0.7, 1);
    }

    [Theory]
    [MemberData(nameof(SeededModel.All), MemberType = typeof(SeededModel))]
    public async Task Scores_AnyNumberOfRowsAtATime_AreTheSame(string family)
    {
        await using TransformerModel model = SeededModel.Load(family);
        foreach (Objective objective in (Objective[])[new LogitObjective(), new LossObjective()])
        {
            AttributionResult one = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new DeepLiftMethod(), SeededModel.Like(2, objective));
            AttributionResult many = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new DeepLiftMethod(), SeededModel.Like(50, objective));

            SeededModel.AssertClose(one.FeatureScores!.Values, many.FeatureScores!.Values, 2e-5);
        }
    }

    [Fact]
    public async Task Scores_Padding_GetsNothing()
    {
        await using TransformerModel model = SeededModel.Load("gpt2");

        AttributionResult result = await SeededModel.ExplainAsync(model, SeededModel.Batch(model), new DeepLiftMethod());

        Assert.All(result.Scores.Row(1)[3..].ToArray(), padding => Assert.Equal(0, padding));
    }

    private static double Cosine(float[] left, float[] right)
    {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int index = 0; index < left.Length; index++)
        {
            product += (double)left[index] * right[index];
            first += (double)left[index] * left[index];
            second += (double)right[index] * right[index];
        }

        return product / Math.Sqrt(first * second);
    }
}
