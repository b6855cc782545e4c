using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Lines that already fit the terminal, written as they are.</summary>
internal sealed class SegmentLines(IEnumerable<IEnumerable<Segment>> lines) : Renderable
{
    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(Spectre.Console.Rendering.RenderOptions options, int maxWidth)
    {
        foreach (IEnumerable<Segment> line in lines)
        {
            foreach (Segment segment in line)
            {
                yield return segment;
            }

            yield return Segment.LineBreak;
        }
    }
}
