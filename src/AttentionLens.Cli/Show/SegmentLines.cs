using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Lines for a terminal of a width, which breaks none: what is beyond the width is cut.</summary>
internal sealed class SegmentLines(IEnumerable<IEnumerable<Segment>> lines, int width) : Renderable
{
    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(Spectre.Console.Rendering.RenderOptions options, int maxWidth) =>
        lines.SelectMany(line => Within(line).Append(Segment.LineBreak));

    private IEnumerable<Segment> Within(IEnumerable<Segment> line)
    {
        int room = width;
        foreach (Segment segment in line)
        {
            int cells = ShownText.Width(segment.Text);
            if (cells > room)
            {
                yield return new Segment(ShownText.Cut(segment.Text, room), segment.Style);
                yield break;
            }

            yield return segment;
            room -= cells;
        }
    }
}
