namespace AttentionLens.Numerics;

/// <summary>Where element (outer, inner, row, column) of a batch of matrices lies, in values:
/// <c>outer · Outer + (inner / InnerDivisor) · Inner + row · Row + column · Column</c>.</summary>
/// <param name="Outer">The distance between outer indices, usually examples.</param>
/// <param name="Inner">The distance between inner indices, usually heads.</param>
/// <param name="Row">The distance between rows.</param>
/// <param name="Column">The distance between columns; a matrix is fast where this or <paramref name="Row"/> is 1.</param>
/// <param name="InnerDivisor">How many neighbouring inner indices share one matrix: the query heads of a key/value head.</param>
public readonly record struct BatchStrides(long Outer, long Inner, long Row, long Column, int InnerDivisor = 1);
