namespace AttentionLens.Rendering;

/// <summary>Shows matrices: heatmaps.</summary>
internal sealed class MatrixView : FigureView<MatrixFigure>
{
    private const int MostColumns = 16;

    /// <inheritdoc/>
    protected override string Shape(MatrixFigure figure) =>
        $"Heatmap of {FigureText.Sides(figure.Rows, figure.Columns)}"
        + (figure.Outlines.IsEmpty ? string.Empty : $", {NumberText.Count(figure.Outlines.Length, "cell", "cells")} outlined")
        + (figure.CellTexts.IsEmpty ? string.Empty : CellSize.For(figure).ShowsTexts ? ", a text in each cell" : ", a text for each cell, for which this many have no room")
        + $"; {FigureText.Scale(figure.Scale)}.";

    /// <inheritdoc/>
    protected override void Draw(MatrixFigure figure, RenderTheme theme, Stream destination) => MatrixDrawing.Draw(figure, theme, destination);

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, MatrixFigure figure)
    {
        int columns = figure.Columns.Labels.Length;
        if (!figure.CellTexts.IsEmpty && columns <= MostColumns)
        {
            AppendTexts(page, figure);
            return;
        }

        page.Strongest(
            figure.Values.Length,
            [FigureText.Named(figure.Rows, "row"), FigureText.Named(figure.Columns, "column"), .. figure.CellTexts.IsEmpty ? Array.Empty<(string, bool)>() : [("text", false)], FigureText.Value(figure.Scale)],
            StrongestValues.Of(figure.Values, MarkdownPage.MostValues).Select(index => (IEnumerable<string>)
            [
                VisibleText.Label(figure.Rows.Labels[index / columns]),
                VisibleText.Label(figure.Columns.Labels[index % columns]),
                .. figure.CellTexts.IsEmpty ? Array.Empty<string>() : [VisibleText.Label(figure.CellTexts[index])],
                NumberText.Short(figure.Values[index]),
            ]));
    }

    private static void AppendTexts(MarkdownPage page, MatrixFigure figure)
    {
        int columns = figure.Columns.Labels.Length;
        page.Table(
            [FigureText.Named(figure.Rows, "row"), .. figure.Columns.Labels.Select(label => (VisibleText.Label(label), false))],
            figure.Rows.Labels.Select((label, row) => Enumerable.Range(row * columns, columns)
                .Select(index => $"{Reading.Isolated(VisibleText.Label(figure.CellTexts[index]))} {NumberText.Cell(figure.Values[index])}").Prepend(VisibleText.Label(label))));
    }
}
