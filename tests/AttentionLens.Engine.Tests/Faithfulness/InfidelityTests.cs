namespace AttentionLens.Engine.Tests;

public sealed class InfidelityTests
{
    [Fact]
    public void Of_TwoRemovals_IsWhatHandsCompute() =>
        Assert.Equal(2.5, Infidelity.Of([1, 2], 10, [(new Subset(2, [0]), 7), (new Subset(2, [1]), 9)]), 12);

    [Theory]
    [InlineData(1)]
    [InlineData(-3)]
    [InlineData(0.01)]
    public void Of_CostsThatAddUp_IsZeroAtAnyScale(double scale)
    {
        double[] costs = [0.5, -2, 4];
        Subset[] removals = [new(3, [0]), new(3, [1, 2]), new(3, [0, 1, 2]), new(3, [2])];

        double infidelity = Infidelity.Of(
            [.. costs.Select(cost => scale * cost)], 6, [.. removals.Select(removal => (removal, 6 - Enumerable.Range(0, 3).Where(removal.IsRemoved).Sum(place => costs[place])))]);

        Assert.Equal(0, infidelity, 12);
    }

    [Fact]
    public void Of_NoScores_IsTheMeanSquareOfTheCosts() => Assert.Equal((9 + 1) / 2.0, Infidelity.Of([0, 0], 10, [(new Subset(2, [0]), 7), (new Subset(2, [1]), 9)]), 12);
}
