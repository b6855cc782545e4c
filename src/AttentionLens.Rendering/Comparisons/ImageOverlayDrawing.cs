using System.Collections.Immutable;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Draws an image, and beside it the same image under each set of scores, in rows of panels with their notes below.</summary>
internal static class ImageOverlayDrawing
{
    private const double Margin = 16;
    private const double LineWidth = 1120;
    private const double Gap = 24;
    private const double NameHeight = 22;
    private const double NameSize = 12;
    private const double NoteGap = 10;
    private const double LargeSide = 288;
    private const double SmallSide = 240;
    private const double NarrowestFigure = 360;
    private const double FinestGrid = 6;
    private const int MostHovers = 1024;

    public static void Draw(ImageOverlayFigure figure, RenderTheme theme, Stream destination)
    {
        bool isAlone = figure.Panels.Length == 1;
        double scale = Scale(figure.Image, isAlone ? LargeSide : SmallSide);
        (double pictureWidth, double pictureHeight) = (figure.Image.Width * scale, figure.Image.Height * scale);
        double pitch = Math.Max(pictureWidth, isAlone ? 0 : SmallSide) + Gap;
        ImmutableArray<NotesBlock> notes =
        [
            new NotesBlock([], pitch),
            .. figure.Panels.Select(panel => new NotesBlock(Notes(panel, figure.Panels), pitch - Gap)),
        ];
        int across = Math.Clamp((int)((LineWidth - (2 * Margin) + Gap) / pitch), 1, notes.Length);
        ImmutableArray<double> heights = [.. notes.Chunk(across).Select(line => NameHeight + pictureHeight + NoteGap + line.Max(note => note.Height))];
        ColorRamp shown = SignedScale.Shared(figure.Panels, "share of each map's largest", theme);
        Legend legend = new(shown, figure.Panels.Any(panel => panel.Values.Any(float.IsNaN)), isPicture: true);
        double width = Math.Max(Math.Max((across * pitch) - Gap, figure.Panels.IsEmpty ? 0 : legend.Width) + (2 * Margin), NarrowestFigure);
        Heading heading = new(figure.Title, width - (2 * Margin));
        double top = Margin + heading.Height + (figure.Panels.IsEmpty ? 0 : Legend.Height);
        FigureSize size = new(width, top + heights.Sum() + (Gap * (heights.Length - 1)) - NoteGap + Margin, heading.Height);

        using SvgCanvas canvas = new(destination, figure, Ground.For(theme), size, FigureText.Describe(figure));
        heading.Draw(canvas, Margin, Margin);
        if (!figure.Panels.IsEmpty)
        {
            legend.Draw(canvas, Margin, Margin + heading.Height);
        }

        OverlayPicture picture = new(figure.Image, scale);
        for (int index = 0; index < notes.Length; index++)
        {
            double x = Margin + (index % across * pitch);
            double y = top + heights.Take(index / across).Sum(height => height + Gap) + NameHeight;
            NamedScores? scores = index == 0 ? null : figure.Panels[index - 1];
            string name = scores is null ? "input" : VisibleText.Of(scores.Name);
            canvas.Write(new Label(x, y - 8, Elision.Sans(name, (pitch - Gap) / NameSize / TextWidth.Strong), NameSize) { IsStrong = true, Full = name });
            byte[] png = scores is null ? picture.Plain() : picture.Covered(new OverlayColors(figure.Patches, scores, theme), canvas.Ground.Missing);
            canvas.OpenImage(png, x, y, pictureWidth, pictureHeight).Close();
            canvas.Frame(x, y, pictureWidth, pictureHeight);
            double side = figure.Patches.Side * scale;
            if (scores is not null)
            {
                DrawGrid(canvas, figure.Patches, side, x, y);
                DrawHovers(canvas, figure.Patches, scores, side, x, y);
            }

            PatchOutline.Draw(canvas, figure.Outlines, side, x, y);
            notes[index].Draw(canvas, x, y + pictureHeight + NoteGap);
        }
    }

    // A map that is thin on the scale of all says how far its own colours go; numbers are nowhere else to be seen.
    private static ImmutableArray<string> Notes(NamedScores scores, ImmutableArray<NamedScores> panels)
    {
        ImmutableArray<int> strongest = [.. StrongestValues.Of(scores.Values, 1)];
        return panels.Length > 1 && SignedScale.AreOneScale(panels) && !strongest.IsEmpty
            ? scores.Notes.Insert(0, $"strongest patch: {NumberText.Short(scores.Values[strongest[0]])} {VisibleText.Of(scores.Scale.Unit)}".TrimEnd())
            : SignedScale.Explained(scores, panels);
    }

    // Whole pixels for each pixel of a small image keep its edges sharp.
    private static double Scale(ColorImage image, double side)
    {
        double scale = side / Math.Max(image.Width, image.Height);
        return scale >= 1 ? Math.Floor(scale) : scale;
    }

    private static void DrawGrid(SvgCanvas canvas, PatchGrid patches, double side, double left, double top)
    {
        if (side < FinestGrid || patches.Rows == 0 || patches.Columns == 0)
        {
            return;
        }

        StringBuilder path = new();
        for (int row = 1; row < patches.Rows; row++)
        {
            path.Append('M').Append(NumberText.Coordinate(left)).Append(' ').Append(NumberText.Coordinate(top + (row * side))).Append('h').Append(NumberText.Coordinate(patches.Columns * side));
        }

        for (int column = 1; column < patches.Columns; column++)
        {
            path.Append('M').Append(NumberText.Coordinate(left + (column * side))).Append(' ').Append(NumberText.Coordinate(top)).Append('v').Append(NumberText.Coordinate(patches.Rows * side));
        }

        if (path.Length > 0)
        {
            canvas.Open("path").Set("d", path.ToString()).Set("stroke", canvas.Ground.Paper).Set("stroke-opacity", 0.5).Close();
        }
    }

    private static void DrawHovers(SvgCanvas canvas, PatchGrid patches, NamedScores scores, double side, double left, double top)
    {
        if (scores.Values.Length is 0 or > MostHovers)
        {
            return;
        }

        canvas.Open("g").Set("fill", "none").Set("pointer-events", "all");
        for (int patch = 0; patch < scores.Values.Length; patch++)
        {
            (int row, int column) = Math.DivRem(patch, patches.Columns);
            canvas.Open("rect").Set("x", left + (column * side)).Set("y", top + (row * side)).Set("width", side).Set("height", side)
                .Hover($"row {row}, column {column}: {NumberText.Short(scores.Values[patch])}").Close();
        }

        canvas.Close();
    }
}
