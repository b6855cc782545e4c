using AttentionLens.Engine;

namespace AttentionLens.Attribution.Tests.Faithfulness;

/// <summary>Attention against what each word of a sentence costs, on the model of subject-verb agreement: Abnar and Zuidema 2020, where rollout and flow follow
/// blank-out and the attention of the last layer does not.</summary>
public sealed class BlankOutOnAgreementTests
{
    [Fact]
    public async Task EvaluateAsync_RolloutAndFlow_FollowBlankOutAndRawAttentionDoesNot()
    {
        await using LensModel model = await SampleModel.LoadAsync("agreement");
        InputBatch batch = await SampleModel.BatchAsync(model, "agreement", 30);

        FaithfulnessResult result = await FaithfulnessRunner.EvaluateAsync(
            SampleModel.Request(model, batch, new RawAttentionMethod(), new RolloutMethod(), new AttentionFlowMethod()) with { RandomOrders = 2, RandomRemovals = 2 });

        double[] found = [.. result.Methods.Select(method => method.MeanOf(FaithfulnessNames.BlankOut)!.Value)];
        Assert.InRange(found[1], 0.35, 1);
        Assert.InRange(found[2], 0.26, 1);
        Assert.InRange(found[0], -1, Math.Min(found[1], found[2]) - 0.25);
    }

    [Fact]
    public async Task EvaluateAsync_NumberOfTheVerbAlone_IsFollowedByRolloutAndFlow()
    {
        await using LensModel model = await SampleModel.LoadAsync("agreement");
        InputBatch batch = await SampleModel.BatchAsync(model, "agreement", 30);
        FaithfulnessRequest request = SampleModel.Request(model, batch, new RawAttentionMethod(), new RolloutMethod(), new AttentionFlowMethod(), new FeatureAblationMethod()) with
        {
            Objective = new ContrastObjective(),
            Baseline = AttributionBaseline.Pad,
            RandomOrders = 2,
            RandomRemovals = 2,
        };

        double[] padded = await FoundAsync(request);
        double[] deleted = await FoundAsync(request with { Removal = RemovalMode.Delete });

        AssertFollows(padded, rollout: 0.3, flow: 0.24);
        AssertFollows(deleted, rollout: 0.47, flow: 0.43);

        // What a word costs depends on what takes its place: one blank-out follows another no further than this.
        Assert.InRange(padded[3], 0.999, 1);
        Assert.InRange(deleted[3], 0.5, 0.64);
    }

    [Fact]
    public async Task Rollout_ACausalModel_OrdersWordsMostlyFromTheFirst()
    {
        await using LensModel model = await SampleModel.LoadAsync("agreement");
        InputBatch batch = await SampleModel.BatchAsync(model, "agreement", 30);

        foreach (AttributionMethod method in (AttributionMethod[])[new RolloutMethod(), new AttentionFlowMethod()])
        {
            AttributionResult answer = await AttributionRunner.AttributeAsync(new AttributionRequest { Model = model, Batch = batch, Method = method });
            double[] early =
            [
                .. Enumerable.Range(0, batch.Size).Where(index => batch.Examples[index].Length > 4).Select(index =>
                {
                    // Without the start token and the position that is explained.
                    int[] places = [.. Enumerable.Range(1, batch.Examples[index].Length - 2)];
                    float[] scores = answer.Scores.Row(index).ToArray();
                    return RankCorrelation.Spearman([.. places.Select(place => (double)scores[place])], [.. places.Select(place => -(double)place)]);
                }),
            ];

            Assert.InRange(early.Average(), 0.75, 1);
        }
    }

    private static void AssertFollows(double[] found, double rollout, double flow)
    {
        Assert.InRange(found[1], rollout, 1);
        Assert.InRange(found[2], flow, 1);
        Assert.InRange(found[0], -1, Math.Min(found[1], found[2]) - 0.15);
    }

    private static async Task<double[]> FoundAsync(FaithfulnessRequest request) =>
        [.. (await FaithfulnessRunner.EvaluateAsync(request)).Methods.Select(method => method.MeanOf(FaithfulnessNames.BlankOut)!.Value)];
}
