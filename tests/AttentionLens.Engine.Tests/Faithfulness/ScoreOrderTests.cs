namespace AttentionLens.Engine.Tests;

public sealed class ScoreOrderTests
{
    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { 10.0, 11, 12, 1000 }, 1)]
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { 5.0, 4, 3, -9 }, -1)]
    [InlineData(new[] { 1.0, 2, 3, 4, 5 }, new[] { 2.0, 1, 4, 3, 5 }, 0.8)]
    [InlineData(new[] { 1.0, 2, 2, 3 }, new[] { 1.0, 2, 3, 4 }, 0.9486832980505138)]
    [InlineData(new[] { 1.0, 2, 1, 2 }, new[] { 1.0, 1, 2, 2 }, 0)]
    public void Correlation_TwoLists_IsTheCorrelationOfTheirRanks(double[] first, double[] second, double expected)
    {
        Assert.Equal(expected, ScoreOrder.Correlation(first, second)!.Value, 12);
        Assert.Equal(expected, ScoreOrder.Correlation(second, first)!.Value, 12);
    }

    [Fact]
    public void Correlation_EqualNumbers_HaveNoOrder() => Assert.Null(ScoreOrder.Correlation([1, 2, 3], [4, 4, 4]));
}
