namespace AttentionLens.Engine.Tests;

public sealed class BlankOutTests
{
    // What is left of 1 without each of three positions: costs of 0.5, -0.3 and 0.1.
    private static readonly double[] Left = [0.5, 1.3, 0.9];

    [Theory]
    [InlineData(true, new[] { 5.0, -3, 1 }, 1)]
    [InlineData(false, new[] { 5.0, 3, 1 }, 1)]
    [InlineData(true, new[] { 5.0, 3, 1 }, 0.5)]
    [InlineData(true, new[] { 2.0, 2, 2 }, 0)]
    public void Of_SomeScores_IsTheirCorrelationWithTheCosts(bool signed, double[] scores, double expected) => Assert.Equal(expected, Of(scores, signed)!.Value, 12);

    [Fact]
    public void Of_TwoPositions_IsNotThere() => Assert.Null(Of([1, 2], isSigned: true));

    [Fact]
    public void Of_CostsThatAreAllEqual_IsNotThere() => Assert.Null(BlankOut.Of(Ranking([1, 2, 3], isSigned: true), 1, _ => 0.25));

    private static double? Of(double[] scores, bool isSigned) => BlankOut.Of(Ranking(scores, isSigned), 1, subset => Left[Enumerable.Range(0, 3).First(subset.IsRemoved)]);

    private static Ranking Ranking(double[] scores, bool isSigned)
    {
        FakeModel model = new();
        return Engine.Ranking.Of(RemovableInput.Of(model, Planted.Batch(model, [[.. scores.Select(_ => 1)]]), 0, RemovalMode.Pad), scores) with { IsSigned = isSigned };
    }
}
