using System.Collections.Immutable;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Tokens on the colours of their scores, in lines; without colours each has its number behind it.</summary>
internal static class TokenLines
{
    private const int MostTokens = 256;
    private const int MostWidth = 24;

    /// <summary>Writes the tokens, and how many are left out where there are too many.</summary>
    public static void Write(Screen screen, ImmutableArray<string> tokens, ImmutableArray<float> scores, Shades shades)
    {
        if (tokens.IsEmpty)
        {
            screen.Text("(no tokens)");
            return;
        }

        screen.Lines(Lines(tokens, scores, shades, screen.Width));
        if (tokens.Length > MostTokens)
        {
            screen.Text($"… {ShownText.Count(tokens.Length - MostTokens)} more tokens");
        }

        screen.Line(shades.Legend(screen.Width));
    }

    private static IEnumerable<IEnumerable<Segment>> Lines(ImmutableArray<string> tokens, ImmutableArray<float> scores, Shades shades, int width)
    {
        List<Segment> line = [];
        int used = 0;
        for (int index = 0; index < tokens.Length && index < MostTokens; index++)
        {
            string token = ShownText.Cut(ShownText.Label(tokens[index]), Math.Min(MostWidth, width / 2));
            string shown = shades.HasColors ? $" {token} " : $"{token}({ShownText.Number(scores[index])}) ";
            int cells = ShownText.Width(shown);
            if (used + cells > width && used > 0)
            {
                yield return line;
                (line, used) = ([], 0);
            }

            line.Add(shades.On(shown, scores[index]));
            used += cells;
        }

        yield return line;
    }
}
