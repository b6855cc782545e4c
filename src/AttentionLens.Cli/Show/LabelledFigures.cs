using System.Collections.Immutable;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Shows figures one below the other, each with its label: tokens on the label's line, everything else below it.</summary>
internal static class LabelledFigures
{
    private const int MostLabel = 16;

    /// <summary>Shows the figures, at least one; a scale that several rows of tokens share stands below the last.</summary>
    public static void Write(Screen screen, ImmutableArray<(string Label, Artefact Figure)> figures)
    {
        int labels = Math.Min(MostLabel, figures.Max(entry => ShownText.Width(ShownText.Label(entry.Label)))) + 1;
        for (int place = 0; place < figures.Length; place++)
        {
            (string label, Artefact figure) = figures[place];
            if (figure is TokenStripFigure strip)
            {
                bool isLast = place == figures.Length - 1 || figures[place + 1].Figure is not TokenStripFigure next || next.Scale != strip.Scale;
                Segment name = new(ShownText.Fit(ShownText.Label(label), labels - 1) + " ", screen.Strong);
                TokenLines.Write(screen, strip.Tokens, strip.Scores, screen.Shades(strip.Scale), name, hasLegend: isLast);
            }
            else
            {
                screen.Text(ShownText.Label(label), screen.Strong);
                TerminalViews.Find(figure)?.Write(screen, figure);
            }
        }
    }
}
