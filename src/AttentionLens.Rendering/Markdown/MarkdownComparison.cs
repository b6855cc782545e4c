using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Writes figures with several sets of scores as tables of their strongest, with the notes on each set.</summary>
internal static class MarkdownComparison
{
    private const int MostValues = 12;
    private const int MostTokens = 256;

    public static void Append(MarkdownPage page, ImageOverlayFigure figure)
    {
        foreach (NamedScores scores in figure.Panels)
        {
            AppendNotes(page, scores);
            Strongest(page, scores, [("patch row", true), ("patch column", true)],
                patch => [NumberText.Count(patch / figure.Patches.Columns), NumberText.Count(patch % figure.Patches.Columns)]);
        }
    }

    public static void Append(MarkdownPage page, TokenComparisonFigure figure)
    {
        int shown = Math.Min(figure.Tokens.Length, MostTokens);
        page.Table(
            [("position", true), ("token", false), .. figure.Rows.Select(row => (VisibleText.Of(row.Name), true))],
            Enumerable.Range(0, shown).Select(position => (IEnumerable<string>)
            [
                NumberText.Count(position), VisibleText.Label(figure.Tokens[position]), .. figure.Rows.Select(row => NumberText.Short(row.Values[position])),
            ]));
        if (shown < figure.Tokens.Length)
        {
            page.Paragraph($"{NumberText.Count(figure.Tokens.Length - shown, "more token", "more tokens")}.");
        }

        foreach (NamedScores scores in figure.Rows)
        {
            AppendNotes(page, scores);
        }
    }

    private static void AppendNotes(MarkdownPage page, NamedScores scores)
    {
        page.Heading(4, VisibleText.Of(scores.Name));
        if (!scores.Notes.IsEmpty)
        {
            page.List(scores.Notes.Select(VisibleText.Prose));
        }
    }

    private static void Strongest(MarkdownPage page, NamedScores scores, ImmutableArray<(string Name, bool IsNumeric)> place, Func<int, IEnumerable<string>> placeOf)
    {
        ImmutableArray<int> strongest = [.. StrongestValues.Of(scores.Values, MostValues)];
        if (strongest.IsEmpty)
        {
            page.Paragraph("No numbers to show.");
            return;
        }

        string unit = string.IsNullOrEmpty(scores.Scale.Unit) ? "score" : VisibleText.Of(scores.Scale.Unit);
        page.Paragraph($"Strongest {NumberText.Count(strongest.Length)} of {NumberText.Count(scores.Values.Length)}:");
        page.Table([.. place, (unit, true)], strongest.Select(index => placeOf(index).Append(NumberText.Short(scores.Values[index]))));
    }
}
