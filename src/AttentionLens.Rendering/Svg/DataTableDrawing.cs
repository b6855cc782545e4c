using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws a table: texts to the left, numbers to the right, one line under the head. What is too long for a picture is
/// counted instead of drawn.</summary>
internal static class DataTableDrawing
{
    private const double Margin = 16;
    private const double TextSize = 12;
    private const double RowHeight = 22;
    private const double HeadHeight = 26;
    private const double Gap = 24;
    private const double LongestCell = 32;
    private const double NarrowestFigure = 360;
    private const int MostRows = 200;
    private const int MostColumns = 24;

    public static void Draw(DataTable table, RenderTheme theme, Stream destination)
    {
        if (table.Columns.IsEmpty)
        {
            EmptyDrawing.Draw(table, theme, "No columns to show.", destination);
            return;
        }

        int rows = Math.Min(table.Rows.Length, MostRows);
        ImmutableArray<Column> columns = Columns(table, rows);
        string note = TableText.Omitted(table, rows, columns.Length);
        note = table.Rows.IsEmpty ? "No rows." : note;
        double width = columns.Sum(column => column.Width) + (Gap * (columns.Length - 1)) + (2 * Margin);
        width = Math.Max(Math.Max(width, (TextWidth.SansEm(note) * TextSize) + (2 * Margin)), NarrowestFigure);
        Heading heading = new(table.Title, width - (2 * Margin));
        double top = Margin + heading.Height;
        double bottom = top + HeadHeight + (rows * RowHeight);
        FigureSize size = new(width, bottom + (note.Length > 0 ? RowHeight : 0) + Margin, heading.Height);

        using SvgCanvas canvas = new(destination, table, Ground.For(theme), size, FigureText.Describe(table));
        heading.Draw(canvas, Margin, Margin);
        canvas.Line(Margin, top + HeadHeight - 2, width - Margin, top + HeadHeight - 2);
        double x = Margin;
        foreach (Column column in columns)
        {
            Draw(canvas, column, x, top);
            x += column.Width + Gap;
        }

        if (note.Length > 0)
        {
            canvas.Write(new Label(Margin, bottom + 15, note, TextSize) { Fill = canvas.Ground.Muted });
        }
    }

    private static ImmutableArray<Column> Columns(DataTable table, int rows)
    {
        ImmutableArray<Column>.Builder columns = ImmutableArray.CreateBuilder<Column>();
        for (int index = 0; index < Math.Min(table.Columns.Length, MostColumns); index++)
        {
            string name = TableText.Heading(table.Columns[index]);
            ImmutableArray<string> cells = [.. table.Rows.Take(rows).Select(row => TableText.Cell(row[index], table.Columns[index]))];
            string head = Elision.Sans(name, LongestCell);
            double width = TextWidth.SansEm(head) * TextWidth.Strong;
            foreach (string cell in cells)
            {
                width = Math.Max(width, TextWidth.SansEm(Elision.Sans(cell, LongestCell)));
            }

            columns.Add(new Column(name, head, cells, width * TextSize, TableText.IsNumeric(table, index)));
        }

        return columns.ToImmutable();
    }

    private static void Draw(SvgCanvas canvas, Column column, double x, double top)
    {
        double edge = column.IsNumeric ? x + column.Width : x;
        Anchor anchor = column.IsNumeric ? Anchor.End : Anchor.Start;
        canvas.Write(new Label(edge, top + 16, column.Head, TextSize) { Anchor = anchor, Fill = canvas.Ground.Muted, IsStrong = true, Full = column.Name });
        for (int row = 0; row < column.Cells.Length; row++)
        {
            string cell = column.Cells[row];
            if (cell.Length > 0)
            {
                canvas.Write(new Label(edge, top + HeadHeight + (row * RowHeight) + 15, Elision.Sans(cell, LongestCell), TextSize) { Anchor = anchor, Full = cell });
            }
        }
    }

    private sealed record Column(string Name, string Head, ImmutableArray<string> Cells, double Width, bool IsNumeric);
}
