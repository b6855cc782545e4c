using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws the heads of one layer, or one of each layer, as panels: row labels beside the first of each line, column labels below every one.</summary>
internal static class HeadPanelsDrawing
{
    private const double Margin = 16;
    private const double LabelSize = 10;
    private const double LongestLabel = 10;
    private const double PanelSide = 240;
    private const double SmallSide = 160;
    private const double LineWidth = 1120;
    private const double Gap = 20;
    private const double NameHeight = 20;
    private const double NameSize = 12;
    private const double LongestName = 132;
    private const double NarrowestFigure = 360;
    private const int MostShapes = 2048;
    private const int MostPixels = 512;
    private const int MostAcross = 4;
    private const int MostLarge = 16;
    private const int MostSmallAcross = 6;

    public static void Draw(HeadGridFigure figure, ImmutableArray<HeadPanel> panels, RenderTheme theme, Stream destination)
    {
        (int rowCount, int columnCount) = (figure.Rows.Labels.Length, figure.Columns.Labels.Length);
        bool isPicture = (long)panels.Length * rowCount * columnCount > MostShapes;
        (double side, int mostAcross) = panels.Length <= MostLarge ? (PanelSide, MostAcross) : (SmallSide, MostSmallAcross);
        CellSize cell = CellSize.ForPanel(rowCount, columnCount, Math.Min(side, 32.0 * Math.Max(rowCount, columnCount)), isPicture);
        AxisLayout rows = AxisLayout.ForRows(figure.Rows, cell.Height, LabelSize, LongestLabel);
        AxisLayout columns = AxisLayout.ForColumns(figure.Columns, cell.Width, LabelSize, LongestLabel);
        ColorRamp ramp = new(figure.Scale, theme);
        Legend legend = new(ramp, HeadGridDrawing.HasMissing(panels), isPicture);

        (double plotWidth, double plotHeight) = (columnCount * cell.Width, rowCount * cell.Height);
        double left = Margin + Math.Max(rows.Room, columns.Overhang);
        double nameRoom = Math.Max(plotWidth, Math.Min(LongestName, Math.Ceiling(panels.Max(panel => TextWidth.SansEm(HeadGridDrawing.NameOf(panel))) * NameSize * TextWidth.Strong)));
        double pitch = Math.Max(nameRoom, plotWidth + columns.Overhang) + Gap;
        int across = Math.Clamp((int)((LineWidth - left + Gap) / pitch), 1, Math.Min(mostAcross, panels.Length));
        int down = ((panels.Length - 1) / across) + 1;
        double linePitch = NameHeight + plotHeight + columns.Room + Gap;
        double width = Math.Max(Math.Max(left + (across * pitch) - pitch + nameRoom, Margin + legend.Width) + Margin, NarrowestFigure);
        Heading heading = new(figure.Title, width - (2 * Margin));
        double top = Margin + heading.Height + Legend.Height;
        FigureSize size = new(width, top + (down * linePitch) - Gap + Margin, heading.Height);

        using SvgCanvas canvas = new(destination, figure, Ground.For(theme), size, FigureText.Describe(figure));
        MissingPattern.Define(canvas);
        heading.Draw(canvas, Margin, Margin);
        legend.Draw(canvas, Margin, Margin + heading.Height);
        MatrixCells cells = new(canvas, ramp) { Width = cell.Width, Height = cell.Height };
        for (int index = 0; index < panels.Length; index++)
        {
            double x = left + (index % across * pitch);
            double y = top + (index / across * linePitch) + NameHeight;
            double room = index % across == across - 1 ? nameRoom : pitch - (Gap / 2);
            canvas.Write(new Label(x, y - 7, Elision.Sans(HeadGridDrawing.NameOf(panels[index]), room / NameSize / TextWidth.Strong), NameSize)
            {
                IsStrong = true,
                Full = HeadGridDrawing.NameOf(panels[index]),
            });
            if (isPicture)
            {
                HeadGridDrawing.DrawPicture(canvas, figure, panels[index], ramp, x, y, cell, MostPixels);
            }
            else
            {
                cells.Draw(x, y, panels[index].Values, rows.Full, columns.Full);
                canvas.Frame(x, y, plotWidth, plotHeight);
            }

            if (index % across == 0)
            {
                AxisDrawing.Rows(canvas, rows, x, y);
            }

            AxisDrawing.Columns(canvas, columns, x, y + plotHeight);
        }
    }
}
