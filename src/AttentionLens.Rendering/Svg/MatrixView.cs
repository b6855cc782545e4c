namespace AttentionLens.Rendering;

/// <summary>Shows matrices: heatmaps.</summary>
internal sealed class MatrixView : FigureView<MatrixFigure>
{
    /// <inheritdoc/>
    protected override string Shape(MatrixFigure figure) =>
        $"Heatmap of {FigureText.Sides(figure.Rows, figure.Columns)}"
        + (figure.Outlines.IsEmpty ? string.Empty : $", {NumberText.Count(figure.Outlines.Length, "cell", "cells")} outlined")
        + $"; {FigureText.Scale(figure.Scale)}.";

    /// <inheritdoc/>
    protected override void Draw(MatrixFigure figure, RenderTheme theme, Stream destination) => MatrixDrawing.Draw(figure, theme, destination);

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, MatrixFigure figure)
    {
        int columns = figure.Columns.Labels.Length;
        page.Strongest(
            figure.Values.Length,
            [FigureText.Named(figure.Rows, "row"), FigureText.Named(figure.Columns, "column"), FigureText.Value(figure.Scale)],
            StrongestValues.Of(figure.Values, MarkdownPage.MostValues).Select(index => (IEnumerable<string>)
            [
                VisibleText.Label(figure.Rows.Labels[index / columns]),
                VisibleText.Label(figure.Columns.Labels[index % columns]),
                NumberText.Short(figure.Values[index]),
            ]));
    }
}
