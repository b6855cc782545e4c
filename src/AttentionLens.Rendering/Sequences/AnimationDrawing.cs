using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>Draws a sequence as one frame after the other, each with its name and how far it is.</summary>
internal static class AnimationDrawing
{
    private const double Margin = 16;
    private const double NarrowestFigure = 360;
    private const double LabelSize = 13;
    private const double BarHeight = 4;
    private const double PlayerHeight = 32;
    private const double BarBelowLabel = 20;

    public static void Draw(SequenceFigure figure, RenderOptions options, Stream destination)
    {
        ImmutableArray<DrawnFrame> frames = options.Frame is null
            ? DrawnFrame.Of(figure, Enumerable.Range(0, figure.Frames.Length), options.Theme)
            : DrawnFrame.Kept(figure, options.Theme);
        double width = Math.Max(frames.Max(frame => frame.Width), NarrowestFigure);
        Heading heading = new(figure.Title, width - (2 * Margin));
        double player = Margin + heading.Height;
        FigureSize size = new(width, player + PlayerHeight + frames.Max(frame => frame.Height), heading.Height);

        using SvgCanvas canvas = new(destination, figure, Ground.For(options.Theme), size, FigureText.Describe(figure));
        FrameMotion motion = new(options.Frame is null ? frames.Length : 1, options.SecondsPerFrame);
        motion.Define(canvas);
        heading.Draw(canvas, Margin, Margin);
        double track = width - (2 * Margin);
        canvas.Rectangle(Margin, player + BarBelowLabel, track, BarHeight, canvas.Ground.Line);
        foreach (DrawnFrame frame in options.Frame is { } only ? [frames[only]] : frames)
        {
            canvas.Open("g");
            motion.Set(canvas, options.Frame is null ? frame.Index : 0);
            DrawPlayer(canvas, frame, frames.Length, player, track);
            canvas.Open("g").Set("transform", $"translate(0 {NumberText.Coordinate(player + PlayerHeight)})").Markup(frame.Markup).Close();
            canvas.Close();
        }
    }

    private static void DrawPlayer(SvgCanvas canvas, DrawnFrame frame, int count, double y, double track)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"{frame.Index + 1} of {count}");
        double room = track - (TextWidth.SansEm(place) * LabelSize) - Margin;
        canvas.Write(new Label(Margin, y + LabelSize, Elision.Sans(frame.Label, room / LabelSize / TextWidth.Strong), LabelSize) { IsStrong = true, Full = frame.Label });
        canvas.Write(new Label(Margin + track, y + LabelSize, place, LabelSize) { Anchor = Anchor.End, Fill = canvas.Ground.Muted });
        canvas.Rectangle(Margin, y + BarBelowLabel, track * (frame.Index + 1) / count, BarHeight, canvas.Ground.Muted);
    }
}
