using System.Buffers;
using System.Collections.Immutable;

namespace AttentionLens.Importance;

/// <summary>Mean and spread over examples of what each unit costs, and of what each attention sublayer costs beyond its heads. Memory does not grow with the corpus.</summary>
/// <remarks>Source: Chan, Golub and LeVeque 1979, equations 1.5 and 2.1.</remarks>
internal sealed class RemovalStatistics : IAccumulator<RemovalStatistics>
{
    /// <summary>The examples that were seen.</summary>
    public long Seen { get; set; }

    /// <summary>The examples on which removals were measured.</summary>
    public long Measured { get; set; }

    /// <summary>The units; none before the first example was measured.</summary>
    public ImmutableArray<ModelUnit> Units { get; set; } = [];

    /// <summary>The mean of each column: the units, then for each attention sublayer its harm less those of its heads.</summary>
    public double[] Means { get; set; } = [];

    /// <summary>The sum of squares around the mean of each column.</summary>
    public double[] Squares { get; set; } = [];

    public static RemovalStatistics ReadFrom(ReadOnlySpan<byte> source) => RemovalStatisticsFormat.Read(source);

    public void WriteTo(IBufferWriter<byte> writer) => RemovalStatisticsFormat.Write(this, writer);

    /// <summary>Adds what one example is harmed without each unit.</summary>
    public void Add(ImmutableArray<ModelUnit> units, ReadOnlySpan<double> harms)
    {
        Begin(units);
        Measured++;
        for (int column = 0; column < Means.Length; column++)
        {
            double value = column < units.Length ? harms[column] : Beyond(units, harms, column - units.Length);
            double step = value - Means[column];
            Means[column] += step / Measured;
            Squares[column] += step * (value - Means[column]);
        }
    }

    public void Merge(RemovalStatistics other)
    {
        Seen += other.Seen;
        if (other.Measured == 0)
        {
            return;
        }

        Begin(other.Units);
        double all = Measured + other.Measured;
        for (int column = 0; column < Means.Length; column++)
        {
            double step = other.Means[column] - Means[column];
            Means[column] += step * (other.Measured / all);
            Squares[column] += other.Squares[column] + (step * step * (Measured * (other.Measured / all)));
        }

        Measured += other.Measured;
    }

    /// <summary>The mean of a column with its interval of 95 %, by Student's distribution.</summary>
    public (double Mean, double Low, double High) Of(int column)
    {
        double half = StudentQuantile.Of(Measured - 1) * Math.Sqrt(Squares[column] / (Measured - 1) / Measured);
        return (Means[column], Means[column] - half, Means[column] + half);
    }

    /// <summary>The column of what a sublayer costs beyond its heads.</summary>
    public int ColumnBeyond(ModelUnit sublayer) => Units.Length + SublayersOf(Units).IndexOf(sublayer);

    /// <summary>How many columns units have.</summary>
    public static int ColumnsOf(ImmutableArray<ModelUnit> units) => units.Length + SublayersOf(units).Length;

    private static ImmutableArray<ModelUnit> SublayersOf(ImmutableArray<ModelUnit> units) => [.. units.Where(unit => unit.Kind == UnitKind.Attention)];

    private static double Beyond(ImmutableArray<ModelUnit> units, ReadOnlySpan<double> harms, int sublayer)
    {
        ModelUnit whole = SublayersOf(units)[sublayer];
        double beyond = harms[units.IndexOf(whole)];
        for (int unit = 0; unit < units.Length; unit++)
        {
            beyond -= units[unit].Kind == UnitKind.Head && (units[unit].Stack, units[unit].Layer) == (whole.Stack, whole.Layer) ? harms[unit] : 0;
        }

        return beyond;
    }

    private void Begin(ImmutableArray<ModelUnit> units)
    {
        if (Measured == 0)
        {
            Units = units;
            Means = new double[ColumnsOf(units)];
            Squares = new double[Means.Length];
        }
        else if (!Units.AsSpan().SequenceEqual(units.AsSpan()))
        {
            throw new LensInputException($"Removals of {units.Length} units cannot join those of {Units.Length} others; expected parts of one model's statistics.");
        }
    }
}
