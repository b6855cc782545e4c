using System.Collections.Immutable;

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
        ImageOverlayFigure overlay =>
            $"Image of {overlay.Image.Width} by {overlay.Image.Height} pixels in {overlay.Patches.Rows} by {overlay.Patches.Columns} patches{Outlined(overlay)}, "
            + $"each with a score: {Names(overlay.Panels)}.",
        TokenComparisonFigure comparison => $"{NumberText.Count(comparison.Tokens.Length, "token", "tokens")} with scores side by side: {Names(comparison.Rows)}.",
        ChartFigure chart => chart.Panels.IsEmpty ? "No charts." : $"{string.Join("; ", chart.Panels.Select(Panel))}.",
        _ => $"{artefact.GetType().Name}.",
    };

    private static string Panel(ChartPanel panel) => panel switch
    {
        BarPanel bars => $"{NumberText.Count(bars.Labels.Length, "bar", "bars")} ({VisibleText.Of(bars.Title)})",
        CurvePanel curves => $"{NumberText.Count(curves.Curves.Length, "curve", "curves")} ({VisibleText.Of(curves.Title)})",
        _ => VisibleText.Of(panel.Title),
    };

    private static string Names(ImmutableArray<NamedScores> sets) =>
        sets.IsEmpty ? "none" : string.Join("; ", sets.Select(scores => $"{VisibleText.Of(scores.Name)}, {Scale(scores.Scale)}"));

    private static string Outlined(ImageOverlayFigure overlay) =>
        overlay.Outlines.IsEmpty ? string.Empty : $", {NumberText.Count(overlay.Outlines.Length, "of them", "of them")} outlined";

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
