using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws the heads of many layers as a grid of small pictures: layers downwards, heads to the right.</summary>
internal static class HeadThumbnailsDrawing
{
    private const double Margin = 16;
    private const double Gap = 6;
    private const double GridWidth = 1080;
    private const double NameSize = 11;
    private const double NameRoom = 22;
    private const double NoteRoom = 24;
    private const double NarrowestFigure = 360;
    private const int MostPixels = 128;

    public static void Draw(HeadGridFigure figure, ImmutableArray<HeadPanel> panels, RenderTheme theme, Stream destination)
    {
        ImmutableArray<int> layers = [.. panels.Select(panel => panel.Layer).Distinct().Order()];
        ImmutableArray<int> heads = [.. panels.Select(panel => panel.Head).Distinct().Order()];
        (int rowCount, int columnCount) = (figure.Rows.Labels.Length, figure.Columns.Labels.Length);
        double side = Math.Clamp(Math.Floor(GridWidth / heads.Length) - Gap, 28, 112);
        CellSize cell = CellSize.ForPanel(rowCount, columnCount, side, isPicture: true);
        (double plotWidth, double plotHeight) = (columnCount * cell.Width, rowCount * cell.Height);
        ColorRamp ramp = new(figure.Scale, theme);
        Legend legend = new(ramp, HeadGridDrawing.HasMissing(panels), isPicture: true);

        double left = Margin + (TextWidth.SansEm($"layer {layers[^1]}") * NameSize) + Gap;
        double width = left + (heads.Length * (plotWidth + Gap)) - Gap + Margin;
        width = Math.Max(Math.Max(width, legend.Width + (2 * Margin)), NarrowestFigure);
        Heading heading = new(figure.Title, width - (2 * Margin));
        double top = Margin + heading.Height + Legend.Height + NameRoom;
        double bottom = top + (layers.Length * (plotHeight + Gap)) - Gap;
        FigureSize size = new(width, bottom + NoteRoom + Margin, heading.Height);

        using SvgCanvas canvas = new(destination, figure, Ground.For(theme), size, FigureText.Describe(figure));
        heading.Draw(canvas, Margin, Margin);
        legend.Draw(canvas, Margin, Margin + heading.Height);
        DrawNames(canvas, layers, heads, left, top, plotWidth + Gap, plotHeight + Gap);
        foreach (HeadPanel panel in panels)
        {
            double x = left + (heads.BinarySearch(panel.Head) * (plotWidth + Gap));
            double y = top + (layers.BinarySearch(panel.Layer) * (plotHeight + Gap));
            HeadGridDrawing.DrawPicture(canvas, figure, panel, ramp, x, y, cell, MostPixels);
        }

        string note = $"each: {VisibleText.Short(figure.Rows.Title)} downwards, {VisibleText.Short(figure.Columns.Title)} to the right; {rowCount} × {columnCount}";
        canvas.Write(new Label(Margin, bottom + 18, Elision.Sans(note, (width - (2 * Margin)) / NameSize), NameSize)
        {
            Fill = canvas.Ground.Muted,
            Full = note,
        });
    }

    private static void DrawNames(
        SvgCanvas canvas, ImmutableArray<int> layers, ImmutableArray<int> heads, double left, double top, double pitchX, double pitchY)
    {
        // Bare numbers where the word would not fit; then every k-th where not even those do.
        bool hasWord = TextWidth.SansEm($"head {heads[^1]}  ") * NameSize <= pitchX + 1;
        double room = TextWidth.SansEm($"{(hasWord ? "head " : string.Empty)}{heads[^1]}  ") * NameSize;
        int stepX = (int)Math.Ceiling(room / (pitchX + 1));
        int stepY = (int)Math.Ceiling(1.3 * NameSize / pitchY);
        if (!hasWord)
        {
            canvas.Write(new Label(left - Gap, top - 8, "head", NameSize) { Fill = canvas.Ground.Muted, Anchor = Anchor.End });
        }

        for (int index = 0; index < heads.Length; index += stepX)
        {
            canvas.Write(new Label(left + ((index + 0.5) * pitchX) - (Gap / 2), top - 8, $"{(hasWord ? "head " : string.Empty)}{heads[index]}", NameSize)
            {
                Fill = canvas.Ground.Muted,
                Anchor = Anchor.Middle,
            });
        }

        for (int index = 0; index < layers.Length; index += stepY)
        {
            canvas.Write(new Label(left - Gap, top + ((index + 0.5) * pitchY) - (Gap / 2) + (0.35 * NameSize), $"layer {layers[index]}", NameSize)
            {
                Fill = canvas.Ground.Muted,
                Anchor = Anchor.End,
            });
        }
    }
}
