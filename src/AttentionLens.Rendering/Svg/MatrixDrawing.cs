namespace AttentionLens.Rendering;

/// <summary>Draws a matrix as a heatmap with labels on both sides.</summary>
internal static class MatrixDrawing
{
    private const double Margin = 16;
    private const double LabelSize = 11;
    private const double LongestLabel = 18;
    private const double NarrowestFigure = 360;

    public static void Draw(MatrixFigure figure, RenderTheme theme, Stream destination)
    {
        if (figure.Values.IsEmpty)
        {
            EmptyDrawing.Draw(figure, theme, "No rows or columns to show.", destination);
            return;
        }

        (int rowCount, int columnCount) = (figure.Rows.Labels.Length, figure.Columns.Labels.Length);
        ColorRamp ramp = new(figure.Scale, theme);
        CellSize cell = CellSize.For(figure);
        AxisLayout rows = AxisLayout.ForRows(figure.Rows, cell.Height, LabelSize, LongestLabel);
        AxisLayout columns = AxisLayout.ForColumns(figure.Columns, cell.Width, LabelSize, LongestLabel);
        Legend legend = new(ramp, figure.Values.Any(float.IsNaN), cell.IsPicture);

        double plotWidth = columnCount * cell.Width;
        double plotHeight = rowCount * cell.Height;
        double left = Margin + Math.Max(rows.Room, columns.Overhang);
        double width = Math.Max(Math.Max(left + plotWidth, Margin + legend.Width) + Margin, NarrowestFigure);
        Heading heading = new(figure.Title, width - (2 * Margin));
        double top = Margin + heading.Height + Legend.Height;
        FigureSize size = new(width, top + plotHeight + columns.Room + Margin, heading.Height);

        Ground ground = Ground.For(theme);
        using SvgCanvas canvas = new(destination, figure, ground, size, FigureText.Describe(figure));
        MissingPattern.Define(canvas);
        heading.Draw(canvas, Margin, Margin);
        legend.Draw(canvas, Margin, Margin + heading.Height);
        if (cell.IsPicture)
        {
            int block = MatrixImage.BlockSize(rowCount, columnCount, CellSize.MostPixels);
            byte[] png = MatrixImage.Create(figure.Values.AsSpan(), rowCount, columnCount, block, MatrixImage.Enlargement(Math.Min(cell.Width, cell.Height)), ramp, ground);
            canvas.OpenImage(png, left, top, plotWidth, plotHeight).Close();
        }
        else
        {
            new MatrixCells(canvas, ramp)
            {
                Width = cell.Width,
                Height = cell.Height,
                ShowsNumbers = cell.ShowsNumbers,
                ShowsTexts = cell.ShowsTexts,
                Texts = [.. figure.CellTexts.Select(VisibleText.Label)],
            }.Draw(left, top, figure.Values, rows.Full, columns.Full);
        }

        CellOutlines.Draw(canvas, figure.Outlines, cell, left, top);
        canvas.Frame(left, top, plotWidth, plotHeight);
        AxisDrawing.Rows(canvas, rows, left, top);
        AxisDrawing.Columns(canvas, columns, left, top + plotHeight);
    }
}
