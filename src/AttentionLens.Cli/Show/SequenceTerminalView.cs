using System.Collections.Immutable;

namespace AttentionLens.Cli;

/// <summary>Shows the frames of a sequence: matrices as thumbnails beside each other, everything else one below the other, each below its label.</summary>
internal sealed class SequenceTerminalView : TerminalView<SequenceFigure>
{
    private const int MostFrames = 48;
    private const int LeastSide = 16;

    /// <inheritdoc/>
    protected override void Write(Screen screen, SequenceFigure figure)
    {
        if (figure.Frames.IsEmpty)
        {
            screen.Text("(no frames)");
            return;
        }

        screen.Film?.Play(figure.Frames.Length, (place, frame) => WriteFrame(place, figure, frame));
        ImmutableArray<SequenceFrame> frames = [.. Thinned.Places(figure.Frames.Length, MostFrames).Select(place => figure.Frames[place])];
        if (frames.All(frame => frame.Figure is MatrixFigure { CellTexts.IsEmpty: true, Rows.Labels.IsEmpty: false, Columns.Labels.IsEmpty: false }))
        {
            WriteSheet(screen, [.. frames.Select(frame => (frame.Label, (MatrixFigure)frame.Figure))]);
        }
        else
        {
            LabelledFigures.Write(screen, [.. frames.Select(frame => (frame.Label, frame.Figure))]);
        }

        if (frames.Length < figure.Frames.Length)
        {
            screen.Text($"{ShownText.Count(frames.Length)} of {ShownText.Count(figure.Frames.Length)} frames, evenly spaced", screen.Faint);
        }
    }

    private static void WriteFrame(Screen screen, SequenceFigure figure, int frame)
    {
        screen.Text($"{figure.Frames[frame].Label} ({ShownText.Count(frame + 1)} of {ShownText.Count(figure.Frames.Length)})", screen.Strong);
        TerminalViews.Find(figure.Frames[frame].Figure)?.Write(screen, figure.Frames[frame].Figure);
    }

    private static void WriteSheet(Screen screen, ImmutableArray<(string Label, MatrixFigure Figure)> frames)
    {
        // One scale for all frames is the rule; where one has another it is shown on that of the first.
        MatrixFigure first = frames[0].Figure;
        Shades shades = screen.Shades(first.Scale);
        Thumbnails thumbnails = new(screen, shades, frames.Length, frames.Max(frame => frame.Figure.Columns.Labels.Length), LeastSide);
        thumbnails.Write(frames.Select(frame => (ShownText.Label(frame.Label), RasterOf(frame.Figure, thumbnails.Side))));
        HeadName.WriteNote(screen, first.Rows, first.Columns, thumbnails.Side);
        screen.Line(shades.Legend(screen.Width));
    }

    private static Raster RasterOf(MatrixFigure figure, int side)
    {
        int columns = figure.Columns.Labels.Length;
        return new Raster(figure.Rows.Labels.Length, columns, (row, column) => figure.Values[(row * columns) + column], side, side);
    }
}
