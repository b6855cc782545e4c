using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws the frames of a sequence side by side in reading order, all at one scale.</summary>
internal static class SheetDrawing
{
    private const int MostFrames = 48;
    private const int MostColumns = 6;
    private const double Margin = 16;
    private const double WidestFrame = 440;
    private const double NoteSize = 12;
    private const double WantedProportion = 1.4;

    public static void Draw(SequenceFigure figure, RenderTheme theme, Stream destination)
    {
        ImmutableArray<int> shown = Thinned(figure.Frames.Length);
        ImmutableArray<DrawnFrame> frames = DrawnFrame.Of(figure, shown, theme);
        double frameWidth = frames.Max(frame => frame.Width);
        double scale = Math.Min(1, WidestFrame / frameWidth);
        double cellWidth = frameWidth * scale;
        int columns = Columns(frames.Length, cellWidth, DrawnFrame.LabelHeight + (frames.Average(frame => frame.Height) * scale));
        ImmutableArray<double> rows = [.. frames.Chunk(columns).Select(row => DrawnFrame.LabelHeight + (row.Max(frame => frame.Height) * scale) + Margin)];
        string note = shown.Length == figure.Frames.Length
            ? string.Empty
            : $"{NumberText.Count(shown.Length)} of {NumberText.Count(figure.Frames.Length)} frames, evenly spaced";
        double noteHeight = note.Length == 0 ? 0 : DrawnFrame.LabelHeight + (Margin / 2);
        double width = (2 * Margin) + (columns * cellWidth) + ((columns - 1) * Margin);
        Heading heading = new(figure.Title, width - (2 * Margin));
        double top = Margin + heading.Height + noteHeight;
        FigureSize size = new(width, top + rows.Sum(), heading.Height);

        using SvgCanvas canvas = new(destination, figure, Ground.For(theme), size, FigureText.Describe(figure));
        heading.Draw(canvas, Margin, Margin);
        if (note.Length > 0)
        {
            canvas.Write(new Label(Margin, top - noteHeight + NoteSize, note, NoteSize) { Fill = canvas.Ground.Muted });
        }

        double y = top;
        for (int index = 0; index < frames.Length; index++)
        {
            double x = Margin + (index % columns * (cellWidth + Margin));
            frames[index].Draw(canvas, x, y, cellWidth, scale);
            y += index % columns == columns - 1 ? rows[index / columns] : 0;
        }
    }

    /// <summary>The frames that are shown, the first and the last among them.</summary>
    private static ImmutableArray<int> Thinned(int frames) => frames <= MostFrames
        ? [.. Enumerable.Range(0, frames)]
        : [.. Enumerable.Range(0, MostFrames).Select(place => (int)((long)place * (frames - 1) / (MostFrames - 1)))];

    // Near to the proportion that is wanted, and with few places left empty in the last row.
    private static int Columns(int frames, double cellWidth, double cellHeight) => Enumerable.Range(1, Math.Min(MostColumns, frames)).MinBy(columns =>
    {
        int rows = (frames + columns - 1) / columns;
        double proportion = columns * cellWidth / (rows * cellHeight);
        return Math.Abs(Math.Log(proportion / WantedProportion)) + (((double)(rows * columns) / frames) - 1);
    });
}
