using AttentionLens.Attribution;

namespace AttentionLens.Tests;

public sealed class FlowNetworkTests
{
    [Fact]
    public void LargestFlow_OneLayer_IsTheCapacity()
    {
        Matrix layer = new(2, 2) { [0, 0] = 0.25, [0, 1] = 0.75, [1, 0] = 0.5, [1, 1] = 0.5 };

        FlowNetwork network = new([layer]);

        Assert.Equal(0.75, network.LargestFlow(0, 1));
        Assert.Equal(0.5, network.LargestFlow(1, 0));
    }

    [Fact]
    public void LargestFlow_TwoPaths_AddsTheirBottlenecks()
    {
        Matrix lower = new(2, 2) { [0, 0] = 0.3, [0, 1] = 0.7, [1, 0] = 0.9, [1, 1] = 0.1 };
        Matrix upper = new(2, 2) { [0, 0] = 0.6, [0, 1] = 0.4, [1, 0] = 0.5, [1, 1] = 0.5 };

        FlowNetwork network = new([lower, upper]);

        // Over the first position min(0.6, 0.3), over the second min(0.4, 0.9).
        Assert.Equal(0.7, network.LargestFlow(0, 0), 1e-12);
    }

    // The smallest cut, found by trying all, is as large as the largest flow.
    [Theory]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(3, 4)]
    public void LargestFlow_SeededLayers_EqualsTheSmallestCut(int size, int layers)
    {
        Random random = new(size + (10 * layers));
        for (int repetition = 0; repetition < 10; repetition++)
        {
            List<Matrix> capacities = [.. Enumerable.Range(0, layers).Select(_ => Seeded(size, random))];

            double flow = new FlowNetwork(capacities).LargestFlow(size - 1, 0);

            Assert.Equal(SmallestCut(capacities, size - 1, 0), flow, 1e-9);
        }
    }

    private static Matrix Seeded(int size, Random random)
    {
        Matrix matrix = new(size, size);
        for (int entry = 0; entry < size * size; entry++)
        {
            matrix[entry / size, entry % size] = random.Next(4) == 0 ? 0 : random.NextDouble();
        }

        return matrix.WithRowsNormalized();
    }

    // A cut puts each inner position on the source's side or on the other.
    private static double SmallestCut(List<Matrix> layers, int from, int to)
    {
        int size = layers[0].Rows;
        int inner = (layers.Count - 1) * size;
        double smallest = double.PositiveInfinity;
        for (int sides = 0; sides < 1 << inner; sides++)
        {
            double cut = 0;
            for (int layer = 0; layer < layers.Count; layer++)
            {
                for (int row = 0; row < size; row++)
                {
                    for (int column = 0; column < size; column++)
                    {
                        bool isAbove = layer == layers.Count - 1 ? row == from : (sides & (1 << ((layer * size) + row))) != 0;
                        bool isBelow = layer == 0 ? column == to : (sides & (1 << (((layer - 1) * size) + column))) == 0;
                        // Only the explained position starts, and only the sink ends: the other ends join no cut.
                        bool counts = (layer < layers.Count - 1 || row == from) && (layer > 0 || column == to);
                        cut += counts && isAbove && isBelow ? layers[layer][row, column] : 0;
                    }
                }
            }

            smallest = Math.Min(smallest, cut);
        }

        return smallest;
    }
}
