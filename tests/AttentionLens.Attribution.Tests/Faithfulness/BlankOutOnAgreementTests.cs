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
}
