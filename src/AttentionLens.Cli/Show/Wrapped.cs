using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Pieces of text that stand behind each other in lines, none torn apart.</summary>
internal static class Wrapped
{
    /// <summary>The lines, within a width; a piece that is longer has a line for itself.</summary>
    public static IEnumerable<IEnumerable<Segment>> Lines(IEnumerable<IReadOnlyList<Segment>> pieces, int width)
    {
        List<Segment> line = [];
        int used = 0;
        foreach (IReadOnlyList<Segment> piece in pieces)
        {
            int cells = piece.Sum(segment => ShownText.Width(segment.Text));
            if (used + cells > width && used > 0)
            {
                yield return line;
                (line, used) = ([], 0);
            }

            line.AddRange(piece);
            used += cells;
        }

        if (line.Count > 0)
        {
            yield return line;
        }
    }
}
