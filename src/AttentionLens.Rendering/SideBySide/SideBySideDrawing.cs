using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>Draws figures side by side in their own sizes, in as many rows as they need.</summary>
internal static class SideBySideDrawing
{
    private const double Margin = 16;
    private const double WidestRow = 1400;

    public static void Draw(SideBySideFigure figure, ImmutableArray<NamedFigure> parts, RenderTheme theme, Stream destination)
    {
        ImmutableArray<DrawnFrame> drawn = [.. parts.Select((part, index) => DrawnFrame.Of(
            index, part.Name, part.Figure, new ArtefactId(string.Create(CultureInfo.InvariantCulture, $"{figure.Id}/part-{index}")), theme))];
        int columns = Columns(drawn);
        ImmutableArray<double> widths = [.. Enumerable.Range(0, columns).Select(column => drawn.Where(part => part.Index % columns == column).Max(part => part.Width))];
        ImmutableArray<double> heights = [.. drawn.Chunk(columns).Select(row => DrawnFrame.LabelHeight + row.Max(part => part.Height) + Margin)];
        double width = Margin + widths.Sum(column => column + Margin);
        Heading heading = new(figure.Title, width - (2 * Margin));
        double top = Margin + heading.Height;
        FigureSize size = new(width, top + heights.Sum(), heading.Height);

        using SvgCanvas canvas = new(destination, figure, Ground.For(theme), size, FigureText.Describe(figure));
        heading.Draw(canvas, Margin, Margin);
        foreach (DrawnFrame part in drawn)
        {
            (int row, int column) = Math.DivRem(part.Index, columns);
            double x = Margin + widths.Take(column).Sum(before => before + Margin);
            part.Draw(canvas, x, top + heights.Take(row).Sum(), widths[column], scale: 1);
        }
    }

    // As many as a row holds, and then no more than the rows need, so that the last is as full as the others.
    private static int Columns(ImmutableArray<DrawnFrame> drawn)
    {
        double widest = drawn.Max(part => part.Width) + Margin;
        int most = Math.Clamp((int)(WidestRow / widest), 1, drawn.Length);
        int rows = (drawn.Length + most - 1) / most;
        return (drawn.Length + rows - 1) / rows;
    }
}
