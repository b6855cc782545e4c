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
    public async Task Scores_RecordedExamples_AddUpToTheObjectivesGain(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new DeepLiftMethod(), AttributionBaseline.Pad);

        Assert.All(result.CompletenessDeltas, delta => Assert.InRange(Math.Abs(delta), 0, 1e-4));
        Assert.Contains(result.Scores.Values, score => Math.Abs(score) > 1e-2);
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
}
