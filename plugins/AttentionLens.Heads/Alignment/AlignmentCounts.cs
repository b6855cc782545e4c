using System.Numerics.Tensors;

namespace AttentionLens.Heads;

/// <summary>How often the links that maps draw are true ones, at one hook point. The maps are those of the heads, then their mean, then
/// the diagonal, which looks at nothing and is what the others have to beat.</summary>
/// <remarks>Source: Och and Ney 2003, equation 2, the alignment error rate, where every true link is a sure one.</remarks>
internal sealed class AlignmentCounts
{
    /// <summary>The maps beside those of the heads.</summary>
    public const int OtherMaps = 2;

    /// <summary>The ways in which attention is taken.</summary>
    public const int Readings = 2;

    public AlignmentCounts(int heads)
    {
        Heads = heads;
        Agreed = new long[Readings * Maps];
        Drawn = new long[Readings * Maps];
    }

    public int Heads { get; }

    public int Maps => Heads + OtherMaps;

    /// <summary>The index of the map that is the mean of the heads'.</summary>
    public int Mean => Heads;

    /// <summary>The index of the diagonal.</summary>
    public int Diagonal => Heads + 1;

    /// <summary>The examples with a true link, [reading].</summary>
    public long[] Examples { get; } = new long[Readings];

    /// <summary>The true links, [reading].</summary>
    public long[] True { get; } = new long[Readings];

    /// <summary>The links drawn, [reading, map].</summary>
    public long[] Drawn { get; }

    /// <summary>Those of them that are true, [reading, map].</summary>
    public long[] Agreed { get; }

    /// <summary>Adds one example.</summary>
    /// <param name="reading">How attention was taken.</param>
    /// <param name="example">The example.</param>
    /// <param name="pattern">[head, query, key].</param>
    public void Add(WordReading reading, AlignedExample example, in ReadOnlyTensorSpan<float> pattern)
    {
        Examples[(int)reading]++;
        True[(int)reading] += example.LinkCount;
        double[] mean = new double[example.Rows.Length * example.Columns.Length];
        for (int head = 0; head < Heads; head++)
        {
            double[] map = example.Map(pattern, head);
            TensorPrimitives.Add(mean, map, mean);
            Add(reading, head, example, AlignmentLinks.Of(example, map));
        }

        Add(reading, Mean, example, AlignmentLinks.Of(example, mean));
        Add(reading, Diagonal, example, AlignmentLinks.Diagonal(example));
    }

    public void Merge(AlignmentCounts other)
    {
        TensorPrimitives.Add(Examples, other.Examples, Examples);
        TensorPrimitives.Add(True, other.True, True);
        TensorPrimitives.Add(Drawn, other.Drawn, Drawn);
        TensorPrimitives.Add(Agreed, other.Agreed, Agreed);
    }

    /// <summary>The alignment error rate of a map, in [0, 1].</summary>
    public double ErrorRate(WordReading reading, int map)
    {
        int index = ((int)reading * Maps) + map;
        return ErrorRate(Agreed[index], Drawn[index], True[(int)reading]);
    }

    /// <summary>The share of drawn links that are true.</summary>
    public double Precision(WordReading reading, int map) => Share(reading, map, Drawn[((int)reading * Maps) + map]);

    /// <summary>The share of true links that are drawn.</summary>
    public double Recall(WordReading reading, int map) => Share(reading, map, True[(int)reading]);

    /// <summary>The alignment error rate of counted links.</summary>
    public static double ErrorRate(long agreed, long drawn, long known) => 1 - (2.0 * agreed / (drawn + known));

    private double Share(WordReading reading, int map, long all) => all == 0 ? double.NaN : Agreed[((int)reading * Maps) + map] / (double)all;

    private void Add(WordReading reading, int map, AlignedExample example, IEnumerable<MatrixCell> links)
    {
        int index = ((int)reading * Maps) + map;
        foreach (MatrixCell link in links)
        {
            Drawn[index]++;
            Agreed[index] += example.IsLinked(link.Row, link.Column) ? 1 : 0;
        }
    }
}
