using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

public sealed class RankedSubsetsTests
{
    private static readonly double[] Weights = [0.2, 0.1, 0.4, 0];

    [Theory]
    [InlineData(FaithfulnessNames.Comprehensiveness, ((4 * 0.4) + 0.6) / 5)]
    [InlineData(FaithfulnessNames.Sufficiency, ((4 * 0.3) + 0.1) / 5)]
    [InlineData(FaithfulnessNames.Deletion, ((0.7 / 2) + 0.3 + 0.1 + 0) / 4)]
    [InlineData(FaithfulnessNames.Insertion, (0.4 + 0.6 + 0.7 + (0.7 / 2)) / 4)]
    [InlineData(FaithfulnessNames.Positive, (0.7 + 0.3 + 0.3 + 0.1 + 0.1 + 0.1) / 9)]
    [InlineData(FaithfulnessNames.Negative, (0.7 + 0.7 + 0.7 + 0.6 + 0.6 + 0.6 + 0.4 + 0.4) / 9)]
    public void Measure_FourWeights_IsWhatHandsCompute(string name, double expected) => Assert.Equal(expected, Of([2, 0, 1, 3], name), 12);

    [Fact]
    public void Measure_BestOrder_IsBestOfAllOrders()
    {
        int[][] orders = [.. Permutations([0, 1, 2, 3])];

        Assert.All(orders, order =>
        {
            foreach (string name in (string[])[FaithfulnessNames.Comprehensiveness, FaithfulnessNames.Insertion, FaithfulnessNames.Negative])
            {
                Assert.True(Of(order, name) <= Of([2, 0, 1, 3], name) + 1e-12);
            }

            foreach (string name in (string[])[FaithfulnessNames.Sufficiency, FaithfulnessNames.Deletion, FaithfulnessNames.Positive])
            {
                Assert.True(Of(order, name) >= Of([2, 0, 1, 3], name) - 1e-12);
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Needed_AnyLength_HoldsAllThatIsRead(int length)
    {
        RankedSubsets ranked = new([.. Enumerable.Range(0, length)]);
        HashSet<Subset> needed = [.. ranked.Needed()];

        ranked.Measure(1, subset => needed.Contains(subset) ? 0 : throw new InvalidOperationException($"{subset.RemovedCount} positions were not announced."));

        Assert.True(needed.Count <= 4 * length);
    }

    [Fact]
    public void Measure_OnePosition_ComparesAllAndNothing()
    {
        ImmutableArray<Measure> measures = new RankedSubsets([0]).Measure(0.8, subset => subset.RemovedCount == 0 ? 0.8 : 0.3);

        Assert.Equal([0.5, 0, 0.55, 0.55], measures.Take(4).Select(measure => Math.Round(measure.Value, 12)));
    }

    private static double Of(int[] order, string name) => new RankedSubsets(order)
        .Measure(Weights.Sum(), subset => Weights.Where((_, place) => !subset.IsRemoved(place)).Sum())
        .Single(measure => measure.Name == name).Value;

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
