using System.Buffers;
using AttentionLens.Heads;

namespace AttentionLens.Analyses.Tests;

public class HeadMapAnalyzerTests
{
    private static readonly HookPoint[] Layers = [PlantedHooks.Self(0), PlantedHooks.Self(10)];

    [Fact]
    public void Map_HeadsThatAttendAlike_StandTogetherAndOthersApart()
    {
        HeadMapFigure map = Run([Batch(0)]);

        Assert.Equal([(0, 0), (0, 1), (10, 0), (10, 1)], map.Points.Select(point => (point.Layer, point.Head)));
        Assert.Equal(0, Distance(map, 0, 2), 6);
        Assert.Equal(0, Distance(map, 1, 3), 6);
        Assert.Equal(Math.Sqrt(Math.Log(2)), Distance(map, 0, 1), 5);
        Assert.Equal(0, map.Stress, 6);
        Assert.True(map.Points[0].X > 0, "the leading coordinate is positive");
        Assert.Null(map.FindProblem());
    }

    [Fact]
    public void Map_AnyBatches_GiveTheSamePoints()
    {
        PlantedBatch together = new PlantedBatch(PlantedExample.Of("a b c", 0), PlantedExample.Of("d _ f", 1), PlantedExample.Of("g h i", 2));
        PlantedBatch[] apart = [.. Enumerable.Range(0, 3).Select(index => Uneven(new PlantedBatch(together.Inputs.Examples[index]), index))];

        Assert.Equal(Run([Uneven(together, 0)]).Points.AsEnumerable(), Run(apart).Points);
    }

    [Fact]
    public void Map_ExamplesBeyondTheOption_AreLeftOut()
    {
        HeadMapFigure one = Run([Batch(0), Uneven(new PlantedBatch(PlantedExample.Of("a b c", 1)), 1)], ("examples", "1"));

        Assert.Equal(Run([Batch(0)]).Points.AsEnumerable(), one.Points);
        Assert.Contains("Compared on 3 queries", one.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadFrom_AnyByteCutOffOrChanged_ThrowsNothingButInputErrors()
    {
        PatternDistances distances = new();
        distances.Groups.Add(string.Empty, new GroupDistances([new HeadSite(Layers[0].Name, 2), new HeadSite(Layers[1].Name, 1)]) { Queries = 3 });
        byte[] written = Bytes(distances);

        Assert.Equal(written, Bytes(PatternDistances.ReadFrom(written)));
        for (int length = 0; length < written.Length; length++)
        {
            Assert.Throws<LensInputException>(() => PatternDistances.ReadFrom(written.AsSpan(0, length)));
            foreach (byte value in new byte[] { 0, 1, 0x7F, 0xFF })
            {
                byte[] broken = [.. written];
                broken[length] = value;
                Exception? error = Record.Exception(() => PatternDistances.ReadFrom(broken));
                Assert.True(error is null or LensInputException, error?.ToString());
            }
        }
    }

    [Fact]
    public void Largest_KnownMatrix_GivesItsEigenpairsWithFixedSigns()
    {
        (double Value, double[] Vector)[] pairs = SymmetricEigen.Largest([2, 1, 0, 1, 2, 0, 0, 0, -5], 3, 3);

        Assert.Equal(3, pairs[0].Value, 12);
        Assert.Equal(1, pairs[1].Value, 12);
        Assert.Equal(-5, pairs[2].Value, 12);
        Assert.Equal([Math.Sqrt(0.5), Math.Sqrt(0.5), 0], pairs[0].Vector.Select(component => Math.Round(component, 12) + 0.0), Close);
        Assert.True(pairs[1].Vector[0] > 0 && pairs[1].Vector[1] < 0, "the first of equal components is positive");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(4099)]
    public void Of_AnyPatterns_IsTheEntropyOfTheirMean(int keys)
    {
        float[] left = [.. Enumerable.Range(0, keys).Select(key => key % 5 == 3 ? 0 : (float)Math.Pow(0.7, key % 97))];
        float[] right = [.. Enumerable.Range(0, keys).Select(key => key % 3 == 0 ? 0 : 1f / (1 + key))];
        double expected = left.Zip(right, (one, other) => ((double)one + other) / 2).Sum(mean => mean > 0 ? -mean * Math.Log(mean) : 0);

        Assert.Equal(expected, MeanEntropy.Of(left, right), 1e-6 * (1 + expected));
        Assert.Equal(MeanEntropy.Of(left, left), MeanEntropy.Of([.. left.Select(weight => weight * 0.5f)], [.. left.Select(weight => weight * 1.5f)]), 1e-5 * keys);
        Assert.Equal(double.NaN, MeanEntropy.Of([.. left, float.NaN], [.. right, 0]));
    }

    [Theory]
    [InlineData(101, 3)]
    [InlineData(160, 40)]
    public void Largest_LargeMatrix_GivesWhatRotationsGive(int size, int rank)
    {
        // Of low rank in part, so that many eigenvalues are equal.
        double[] matrix = new double[size * size];
        for (int part = 0; part < rank; part++)
        {
            double[] vector = [.. Enumerable.Range(0, size).Select(row => Math.Sin((row + 1) * (part + 2)) + (row * part % 7))];
            for (int cell = 0; cell < matrix.Length; cell++)
            {
                matrix[cell] += vector[cell / size] * vector[cell % size] * (part % 3 == 2 ? -1 : 1);
            }
        }

        (double Value, double[] Vector)[] all = SymmetricEigen.Largest([.. matrix], size, size);
        (double Value, double[] Vector)[] few = SymmetricEigen.Largest([.. matrix], size, 2);

        for (int pair = 0; pair < 2; pair++)
        {
            Assert.Equal(1, few[pair].Value / all[pair].Value, 12);
            Assert.Equal(all[pair].Vector, few[pair].Vector, Close);
        }
    }

    [Fact]
    public void Largest_LargeMatrixOfEqualEigenvalues_GivesVectorsAtRightAngles()
    {
        const int Size = 120;
        double[] matrix = new double[Size * Size];
        for (int row = 0; row < Size; row++)
        {
            matrix[(row * Size) + row] = row < 60 ? 2 : 1;
        }

        (double Value, double[] Vector)[] pairs = SymmetricEigen.Largest(matrix, Size, 3);

        for (int pair = 0; pair < 3; pair++)
        {
            Assert.Equal(2, pairs[pair].Value, 12);
            Assert.Equal(1, pairs[pair].Vector.Take(60).Sum(component => component * component), 9);
            Assert.Equal(0, pairs[pair].Vector.Zip(pairs[(pair + 1) % 3].Vector, (left, right) => left * right).Sum(), 9);
        }
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-9;

    private static HeadMapFigure Run(PlantedBatch[] batches, params (string Name, string Value)[] options) =>
        PlantedAnalysis.Run(new HeadMapAnalyzer(), Layers, batches, options).Figure<HeadMapFigure>("heads/map");

    private static PlantedBatch Batch(long index)
    {
        PlantedBatch batch = new(PlantedExample.Of("a b c", index));
        foreach (HookPoint layer in Layers)
        {
            batch.With(layer, 2, (_, head, _, key) => key == head ? 1 : 0);
        }

        return batch;
    }

    private static PlantedBatch Uneven(PlantedBatch batch, int first)
    {
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            int shift = layer;
            batch.With(Layers[layer], 2, (example, head, query, key) => (1 + (((example + first + 1) * (key + 2) * (head + 3) * (query + shift + 5)) % 7)) / 30f);
        }

        return batch;
    }

    private static double Distance(HeadMapFigure map, int left, int right)
    {
        (HeadMapPoint a, HeadMapPoint b) = (map.Points[left], map.Points[right]);
        return Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2) + Math.Pow(a.Z - b.Z, 2));
    }

    private static byte[] Bytes(PatternDistances distances)
    {
        ArrayBufferWriter<byte> writer = new();
        distances.WriteTo(writer);
        return writer.WrittenSpan.ToArray();
    }
}
