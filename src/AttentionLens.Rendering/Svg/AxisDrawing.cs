namespace AttentionLens.Rendering;

/// <summary>Draws the labels and titles beside and below a matrix.</summary>
internal static class AxisDrawing
{
    /// <summary>How far below the middle of a line its baseline lies, in em.</summary>
    private const double Baseline = 0.35;

    /// <summary>Draws row labels to the left of a matrix.</summary>
    /// <param name="canvas">The figure.</param>
    /// <param name="axis">The rows.</param>
    /// <param name="x">The matrix's left edge.</param>
    /// <param name="y">The matrix's upper edge.</param>
    public static void Rows(SvgCanvas canvas, AxisLayout axis, double x, double y)
    {
        for (int row = 0; row < axis.Count; row += axis.Step)
        {
            canvas.Write(Text(axis, row) with
            {
                X = x - AxisLayout.Gap,
                Y = y + ((row + 0.5) * axis.Cell) + (Baseline * axis.TextSize),
                Anchor = Anchor.End,
            });
        }

        if (axis.Title.Length > 0)
        {
            double height = axis.Count * axis.Cell;
            canvas.Write(Title(canvas, axis) with { X = x - AxisLayout.Gap - axis.Depth - 8, Y = y + (height / 2), Angle = -90 });
        }
    }

    /// <summary>Draws column labels below a matrix.</summary>
    /// <param name="canvas">The figure.</param>
    /// <param name="axis">The columns.</param>
    /// <param name="x">The matrix's left edge.</param>
    /// <param name="y">The matrix's lower edge.</param>
    public static void Columns(SvgCanvas canvas, AxisLayout axis, double x, double y)
    {
        double top = y + AxisLayout.Gap;
        for (int column = 0; column < axis.Count; column += axis.Step)
        {
            double middle = x + ((column + 0.5) * axis.Cell);
            canvas.Write(axis.Angle switch
            {
                0 => Text(axis, column) with { X = middle, Y = top + (0.8 * axis.TextSize), Anchor = Anchor.Middle },
                -45 => Text(axis, column) with { X = middle + (Baseline * axis.TextSize), Y = top + (Baseline * axis.TextSize), Anchor = Anchor.End, Angle = -45 },
                _ => Text(axis, column) with { X = middle + (Baseline * axis.TextSize), Y = top, Anchor = Anchor.End, Angle = axis.Angle },
            });
        }

        if (axis.Title.Length > 0)
        {
            double width = axis.Count * axis.Cell;
            canvas.Write(Title(canvas, axis) with { X = x + (width / 2), Y = top + axis.Depth + 15 });
        }
    }

    private static Label Text(AxisLayout axis, int index) =>
        new(0, 0, axis.Shown[index], axis.TextSize) { IsMono = true, Full = axis.Full[index] };

    private static Label Title(SvgCanvas canvas, AxisLayout axis) =>
        new(0, 0, axis.ShownTitle, AxisLayout.TitleSize)
        {
            Fill = canvas.Ground.Muted,
            Anchor = Anchor.Middle,
            Full = axis.Title,
        };
}
