namespace AttentionLens;

/// <summary>A cell of a matrix.</summary>
/// <param name="Row">The row, from 0.</param>
/// <param name="Column">The column, from 0.</param>
public readonly record struct MatrixCell(int Row, int Column);
