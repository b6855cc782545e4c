using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Shows a matrix: a small one with its labels and numbers, a large one as half blocks and its strongest numbers.</summary>
internal sealed class MatrixTerminalView : TerminalView<MatrixFigure>
{
    private const int CellWidth = 7;
    private const int MostLabelWidth = 14;
    private const int MostNumberedRows = 24;
    private const int MostRows = 64;

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
        int labels = Math.Min(MostLabelWidth, figure.Rows.Labels.Max(label => ShownText.Width(ShownText.Label(label)))) + 1;
        if (rows <= MostNumberedRows && labels + (columns * CellWidth) <= screen.Width)
        {
            screen.Lines(Numbered(figure, shades, labels));
        }
        else
        {
            Raster raster = new(rows, columns, (row, column) => figure.Values[(row * columns) + column], MostRows, screen.Width);
            screen.Lines(raster.Lines(shades));
            screen.Text($"{Ends(figure.Rows, "rows")}, top to bottom; {Ends(figure.Columns, "columns")}, left to right");
            screen.Text(StrongestCells.Line(figure.Rows, figure.Columns, figure.Values));
            if (raster.Note.Length > 0)
            {
                screen.Text(raster.Note);
            }
        }

        screen.Line(shades.Legend(screen.Width));
    }

    private static IEnumerable<IEnumerable<Segment>> Numbered(MatrixFigure figure, Shades shades, int labels)
    {
        int columns = figure.Columns.Labels.Length;
        yield return figure.Columns.Labels
            .Select(label => new Segment(ShownText.Fit(ShownText.Label(label), CellWidth - 1) + " "))
            .Prepend(new Segment(new string(' ', labels)));
        for (int row = 0; row < figure.Rows.Labels.Length; row++)
        {
            int start = row * columns;
            yield return Enumerable.Range(0, columns)
                .Select(column => shades.On(Cell(figure.Values[start + column], shades), figure.Values[start + column]))
                .Prepend(new Segment(ShownText.Fit(ShownText.Label(figure.Rows.Labels[row]), labels - 1) + " "));
        }
    }

    private static string Cell(float value, Shades shades)
    {
        string number = ShownText.Fit(ShownText.Number(value), CellWidth - 1);
        return shades.HasColors ? number + " " : shades.Letter(value) + number;
    }

    private static string Ends(AxisLabels labels, string otherwise) =>
        $"{(labels.Title.Length == 0 ? otherwise : labels.Title)} from {ShownText.Label(labels.Labels[0])} to {ShownText.Label(labels.Labels[^1])}";
}
