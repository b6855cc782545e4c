using System.Collections.Immutable;

namespace AttentionLens.Numerics;

/// <summary>Which rows of a table are mixed into each row of a result, for instance to stretch a grid of positions.</summary>
/// <param name="Taps">How many rows go into each row of the result.</param>
/// <param name="Rows">The rows of the table, [result row, tap].</param>
/// <param name="Weights">Their weights, [result row, tap].</param>
public sealed record RowMix(int Taps, ImmutableArray<int> Rows, ImmutableArray<float> Weights)
{
    /// <summary>The rows of the result.</summary>
    public int Count => Rows.Length / Taps;
}
