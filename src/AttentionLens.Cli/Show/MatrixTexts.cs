using System.Collections.Immutable;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>A matrix with texts in its cells, each on the shade of its number; columns that do not fit follow below.</summary>
internal static class MatrixTexts
{
    private const int CellWidth = 10;
    private const int MostRows = 32;
    private const int MostBands = 4;

    public static void Write(Screen screen, MatrixFigure figure, Shades shades)
    {
        int columns = figure.Columns.Labels.Length;
        int labels = Math.Min(MatrixNumbers.LabelWidth(figure.Rows), screen.Width / 3);
        int across = Math.Max(1, (screen.Width - labels) / CellWidth);
        ImmutableArray<int> rows = Thinned.Places(figure.Rows.Labels.Length, MostRows);
        foreach (int[] band in Enumerable.Range(0, columns).Chunk(across).Take(MostBands))
        {
            if (band[0] > 0)
            {
                screen.Gap();
            }

            screen.Line(band.Select(column => new Segment($" {ShownText.Fit(ShownText.Label(figure.Columns.Labels[column]), CellWidth - 2)} "))
                .Prepend(new Segment(new string(' ', labels))));
            screen.Lines(rows.Select(row => band.Select(column => Cell(figure, shades, (row * columns) + column))
                .Prepend(new Segment(ShownText.Fit(ShownText.Label(figure.Rows.Labels[row]), labels - 1) + " "))));
        }

        screen.Omitted(columns - (across * MostBands), "columns");
        if (rows.Length < figure.Rows.Labels.Length)
        {
            screen.Text($"{ShownText.Count(rows.Length)} of {ShownText.Count(figure.Rows.Labels.Length)} rows, evenly spaced", screen.Faint);
        }
    }

    private static Segment Cell(MatrixFigure figure, Shades shades, int cell)
    {
        string text = ShownText.Label(figure.CellTexts[cell]);
        float value = figure.Values[cell];
        return shades.On(shades.HasColors ? $" {ShownText.Fit(text, CellWidth - 2)} " : $"{shades.Letter(value)}{ShownText.Fit(text, CellWidth - 2)} ", value);
    }
}
