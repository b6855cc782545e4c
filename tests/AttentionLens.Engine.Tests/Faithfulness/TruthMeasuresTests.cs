namespace AttentionLens.Engine.Tests;

public sealed class TruthMeasuresTests
{
    [Theory]
    [InlineData(new[] { 0 }, 0, 0.5, 0, 1)]
    [InlineData(new[] { 2 }, 1, 1, 1, 1)]
    [InlineData(new[] { 3 }, 0, 0.25, 0, 0)]
    [InlineData(new[] { 0, 3 }, 0.5, 0.5, 0, 1)]
    [InlineData(new[] { 2, 1 }, 0.5, (1 + (2.0 / 3)) / 2, 1, 1)]
    [InlineData(new[] { 0, 1, 2, 3 }, 1, 1, 1, 1)]
    public void Of_AnOrder_IsWhatHandsCompute(int[] truth, double tokenF1, double auprc, double pointing, double hit)
    {
        Measure[] measures = [.. TruthMeasures.Of([2, 0, 1, 3], truth.ToHashSet())];

        Assert.Equal(
            [FaithfulnessNames.TokenF1, FaithfulnessNames.Auprc, FaithfulnessNames.PointingGame, FaithfulnessNames.HitRate], measures.Select(measure => measure.Name));
        Assert.Equal([tokenF1, Math.Round(auprc, 12), pointing, hit], measures.Select(measure => Math.Round(measure.Value, 12)));
    }
}
