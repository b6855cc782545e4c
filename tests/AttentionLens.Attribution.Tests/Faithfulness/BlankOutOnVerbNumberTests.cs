using AttentionLens.Engine;

namespace AttentionLens.Attribution.Tests.Faithfulness;

/// <summary>Attention against what each word costs, on an encoder that tells the number of a verb: Abnar and Zuidema 2020, who report 0.71 for rollout, 0.70 for flow and 0.29 for the
/// attention of the last layer.</summary>
public sealed class BlankOutOnVerbNumberTests
{
    [Fact]
    public async Task EvaluateAsync_RolloutAndFlow_FollowBlankOutAsInThePaper()
    {
        await using LensModel model = await SampleModel.LoadAsync("verb-number");

        // An odd step through the sentences, which are singular and plural in turn: the last layer does not treat both alike.
        InputBatch batch = await SampleModel.BatchAsync(model, "verb-number", 48);

        FaithfulnessResult result = await FaithfulnessRunner.EvaluateAsync(
            SampleModel.Request(model, batch, new RawAttentionMethod(), new RolloutMethod(), new AttentionFlowMethod()) with
            {
                Objective = new ProbabilityObjective(),
                Removal = RemovalMode.Mask,
                RandomOrders = 2,
                RandomRemovals = 2,
            });

        double[] found = [.. result.Methods.Select(method => method.MeanOf(FaithfulnessNames.BlankOut)!.Value)];
        Assert.InRange(found[1], 0.7, 1);
        Assert.InRange(found[2], 0.66, 1);
        Assert.InRange(found[0], -1, 0.2);
    }
}
