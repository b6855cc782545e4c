using System.Collections.Immutable;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Tokens on the colours of their scores, in lines; without colours each has its number behind it.</summary>
internal static class TokenLines
{
    private const int MostTokens = 256;
    private const int MostWidth = 24;

    /// <summary>Writes the tokens, and how many are left out where there are too many.</summary>
    /// <param name="screen">Where they are shown.</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="scores">A score for each.</param>
    /// <param name="shades">The scale of the scores.</param>
    /// <param name="label">What stands before the first line, or null for nothing; the others are moved in as far.</param>
    /// <param name="hasLegend">Whether the scale stands below.</param>
    public static void Write(
        Screen screen, ImmutableArray<string> tokens, ImmutableArray<float> scores, Shades shades, Segment? label = null, bool hasLegend = true)
    {
        if (tokens.IsEmpty)
        {
            screen.Text("(no tokens)");
            return;
        }

        int indent = label is null ? 0 : ShownText.Width(label.Text);
        screen.Lines(Lines(tokens, scores, shades, screen.Width - indent)
            .Select((line, place) => label is null ? line : line.Prepend(place == 0 ? label : new Segment(new string(' ', indent)))));
        if (tokens.Length > MostTokens)
        {
            screen.Text($"… {ShownText.Count(tokens.Length - MostTokens)} more tokens");
        }

        if (hasLegend)
        {
            screen.Line(shades.Legend(screen.Width));
        }
    }

    private static IEnumerable<IEnumerable<Segment>> Lines(ImmutableArray<string> tokens, ImmutableArray<float> scores, Shades shades, int width) =>
        Wrapped.Lines(
            tokens.Take(MostTokens).Select((label, index) =>
            {
                string token = ShownText.Cut(ShownText.Label(label), Math.Min(MostWidth, width / 2));
                return (IReadOnlyList<Segment>)[shades.On(shades.HasColors ? $" {token} " : $"{token}({ShownText.Number(scores[index])}) ", scores[index])];
            }),
            width);
}
