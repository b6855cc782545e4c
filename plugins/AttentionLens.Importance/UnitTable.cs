using System.Collections.Immutable;

namespace AttentionLens.Importance;

/// <summary>A number for each unit and example, while it is filled.</summary>
internal sealed class UnitTable
{
    private readonly double[][] _rows;

    public UnitTable(ImportanceContext context) =>
        _rows = [.. context.Units.Select(_ => new double[context.ExampleCount])];

    public double this[int unit, int example]
    {
        get => _rows[unit][example];
        set => _rows[unit][example] = value;
    }

    public ImmutableArray<ImmutableArray<double>> ToImmutable() => [.. _rows.Select(row => row.ToImmutableArray())];
}
