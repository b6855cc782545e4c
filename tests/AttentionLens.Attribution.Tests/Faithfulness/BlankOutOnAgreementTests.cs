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

        Assert.InRange(padded[3], 0.99, 1);
        Assert.InRange(Math.Min(padded[1], padded[2]), 0.01, 1);
        Assert.InRange(deleted[3], 0.01, 0.99);
    }

    private static async Task<double[]> FoundAsync(FaithfulnessRequest request) =>
        [.. (await FaithfulnessRunner.EvaluateAsync(request)).Methods.Select(method => method.MeanOf(FaithfulnessNames.BlankOut)!.Value)];
}
