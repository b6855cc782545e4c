namespace AttentionLens.Rendering;

/// <summary>What an artefact shows in words, for those who hear it and for formats without pictures.</summary>
internal static class FigureText
{
    /// <summary>The caption, then the kind of figure, its size and its scale.</summary>
    public static string Describe(Artefact artefact)
    {
        string caption = VisibleText.Prose(artefact.Caption);
        string shape = Shape(artefact);
        return caption.Length == 0 ? shape : $"{Reading.Isolated(caption)} {shape}";
    }

    /// <summary>The kind of figure, its size and its scale, in one sentence.</summary>
    public static string Shape(Artefact artefact) => artefact switch
    {
        MatrixFigure matrix => $"Heatmap of {Sides(matrix.Rows, matrix.Columns)}{Outlined(matrix)}; {Scale(matrix.Scale)}.",
        HeadGridFigure grid =>
            $"{NumberText.Count(grid.Panels.Length, "heatmap", "heatmaps")} of {Sides(grid.Rows, grid.Columns)}; {Scale(grid.Scale)}.",
        TokenStripFigure strip => $"{NumberText.Count(strip.Tokens.Length, "token", "tokens")} with a score each; {Scale(strip.Scale)}.",
        DataTable table =>
            $"Table of {NumberText.Count(table.Rows.Length, "row", "rows")} and {NumberText.Count(table.Columns.Length, "column", "columns")}.",
        _ => $"{artefact.GetType().Name}.",
    };

    private static string Sides(AxisLabels rows, AxisLabels columns) =>
        $"{NumberText.Count(rows.Labels.Length, "row", "rows")}{Named(rows)} and {NumberText.Count(columns.Labels.Length, "column", "columns")}{Named(columns)}";

    private static string Outlined(MatrixFigure matrix) =>
        matrix.Outlines.IsEmpty ? string.Empty : $", {NumberText.Count(matrix.Outlines.Length, "cell", "cells")} outlined";

    private static string Named(AxisLabels labels) => string.IsNullOrEmpty(labels.Title) ? string.Empty : $" ({VisibleText.Of(labels.Title)})";

    private static string Scale(ColorScale scale)
    {
        string unit = string.IsNullOrEmpty(scale.Unit) ? "colours" : VisibleText.Of(scale.Unit);
        return $"{unit} from {NumberText.Short(scale.Minimum)} to {NumberText.Short(scale.Maximum)}";
    }
}
