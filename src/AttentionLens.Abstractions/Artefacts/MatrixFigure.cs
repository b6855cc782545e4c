using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A matrix as a heatmap.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Rows">The labels of the rows, top first.</param>
/// <param name="Columns">The labels of the columns, left first.</param>
/// <param name="Values">The numbers, [row, column] in row-major order; a number that is not one is drawn as missing.</param>
/// <param name="Scale">The colour scale.</param>
public sealed record MatrixFigure(
    ArtefactId Id, string Title, AxisLabels Rows, AxisLabels Columns, ImmutableArray<float> Values, ColorScale Scale) : Artefact(Id, Title)
{
    /// <summary>The cells that are drawn with an outline, for instance those that are expected to be large.</summary>
    /// <value>None by default.</value>
    public ImmutableArray<MatrixCell> Outlines { get; init; } = [];

    /// <summary>What stands in each cell above its number, [row, column] in row-major order, for instance the token that a lens reads there.</summary>
    /// <value>Empty by default: no texts.</value>
    public ImmutableArray<string> CellTexts { get; init; } = [];

    /// <inheritdoc/>
    public override string? FindProblem() =>
        ArtefactFit.Scale(Scale) ?? ArtefactFit.Side(Rows, "rows") ?? ArtefactFit.Side(Columns, "columns")
        ?? ArtefactFit.Cells(Rows, Columns, Values, "values")
        ?? ArtefactFit.Outlines(Outlines, Rows.Labels.Length, Columns.Labels.Length)
        ?? FindTextProblem();

    private string? FindTextProblem() =>
        CellTexts is { IsDefault: false, IsEmpty: true } ? null
        : ArtefactFit.Filled(CellTexts, Values.Length, "cell texts", "one for each cell, or none at all")
            ?? (CellTexts.Any(text => text is null) ? "has cell texts that are null; give empty ones" : null);
}
