using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>A small matrix with its labels and numbers.</summary>
internal static class MatrixNumbers
{
    private const int CellWidth = 7;
    private const int MostLabelWidth = 14;
    private const int MostRows = 24;
    private const int MostTitle = 5;
    private const char Outlined = '*';

    /// <summary>Shows a matrix, where it is small enough.</summary>
    public static bool TryWrite(Screen screen, MatrixFigure figure, Shades shades)
    {
        int labels = LabelWidth(figure.Rows);
        if (figure.Rows.Labels.Length > MostRows || labels + (figure.Columns.Labels.Length * CellWidth) > screen.Width)
        {
            return false;
        }

        screen.Lines(Lines(figure, shades, labels));
        if (!figure.Outlines.IsEmpty)
        {
            screen.Text($"{Outlined}: outlined", screen.Faint);
        }

        return true;
    }

    /// <summary>The cells that labels of rows take, with the gap behind them.</summary>
    public static int LabelWidth(AxisLabels rows) =>
        Math.Min(MostLabelWidth, Labels(rows).Max(ShownText.Width)) + 1;

    // A number alone does not say what it counts.
    private static IEnumerable<string> Labels(AxisLabels axis) => axis.Labels.Select(label =>
        axis.Title.Length is > 0 and <= MostTitle && label.Length > 0 && label.All(char.IsAsciiDigit) ? ShownText.Label($"{axis.Title} {label}") : ShownText.Label(label));

    private static IEnumerable<IEnumerable<Segment>> Lines(MatrixFigure figure, Shades shades, int labels)
    {
        int columns = figure.Columns.Labels.Length;
        HashSet<MatrixCell> outlines = [.. figure.Outlines];
        string[] names = [.. Labels(figure.Rows)];
        yield return Labels(figure.Columns)
            .Select(label => new Segment(ShownText.Fit(label, CellWidth - 1) + " "))
            .Prepend(new Segment(new string(' ', labels)));
        for (int row = 0; row < figure.Rows.Labels.Length; row++)
        {
            int current = row;
            yield return Enumerable.Range(0, columns)
                .Select(column => shades.On(
                    Cell(figure.Values[(current * columns) + column], shades, outlines.Contains(new MatrixCell(current, column))), figure.Values[(current * columns) + column]))
                .Prepend(new Segment(ShownText.Fit(names[row], labels - 1) + " "));
        }
    }

    private static string Cell(float value, Shades shades, bool isOutlined)
    {
        string mark = isOutlined ? Outlined.ToString() : string.Empty;
        string cell = ShownText.Fit(ShownText.Number(value, CellWidth - 1 - mark.Length) + mark, CellWidth - 1);
        return shades.HasColors ? cell + " " : shades.Letter(value) + cell;
    }
}
