namespace AttentionLens.Cli;

/// <summary>Shows a matrix: one with texts in its cells with those, a small one with its labels and numbers, a large one as half blocks and its strongest numbers.</summary>
internal sealed class MatrixTerminalView : TerminalView<MatrixFigure>
{
    private const int MostRows = 64;
    private const int MostLabel = 24;

    /// <inheritdoc/>
    protected override void Write(Screen screen, MatrixFigure figure)
    {
        int rows = figure.Rows.Labels.Length;
        int columns = figure.Columns.Labels.Length;
        if (rows == 0 || columns == 0)
        {
            screen.Text("(no cells)");
            return;
        }

        Shades shades = screen.Shades(figure.Scale);
        if (!figure.CellTexts.IsEmpty)
        {
            MatrixTexts.Write(screen, figure, shades);
        }
        else if (!MatrixNumbers.TryWrite(screen, figure, shades))
        {
            Raster raster = new(rows, columns, (row, column) => figure.Values[(row * columns) + column], MostRows, screen.Width);
            screen.Lines(raster.Lines(shades));
            screen.Text($"{Ends(figure.Rows, "rows")}, top to bottom; {Ends(figure.Columns, "columns")}, left to right", screen.Faint);
            screen.Text(StrongestCells.Line(figure.Rows, figure.Columns, figure.Values));
            if (raster.Note.Length > 0)
            {
                screen.Text(raster.Note, screen.Faint);
            }
        }

        screen.Line(shades.Legend(screen.Width));
    }

    private static string Ends(AxisLabels labels, string otherwise) =>
        $"{(labels.Title.Length == 0 ? otherwise : labels.Title)} from {ShownText.Cut(ShownText.Label(labels.Labels[0]), MostLabel)} to {ShownText.Cut(ShownText.Label(labels.Labels[^1]), MostLabel)}";
}
