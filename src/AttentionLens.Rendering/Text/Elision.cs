using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>Shortens texts to a width without cutting through a letter.</summary>
internal static class Elision
{
    private const string Ellipsis = "…";

    /// <summary>The text, or as many of its first letters as fit in a monospace font with an ellipsis behind them.</summary>
    public static string Mono(string text, double em) => Fit(text, em, TextWidth.Em);

    /// <summary>The text, or as many of its first letters as fit in a sans font with an ellipsis behind them.</summary>
    public static string Sans(string text, double em) => Fit(text, em, TextWidth.SansEm);

    /// <summary>The text in lines of a sans font, broken at spaces; a word that is too long has a line of its own, shortened, and
    /// what is left after the last line is elided.</summary>
    public static List<string> SansLines(string text, double em, int mostLines)
    {
        List<string> lines = [];
        string line = string.Empty;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string fitting = Sans(word, em);
            string longer = line.Length == 0 ? fitting : line + " " + fitting;
            if (TextWidth.SansEm(longer) <= em || line.Length == 0)
            {
                line = longer;
            }
            else if (lines.Count == mostLines - 1)
            {
                lines.Add(Sans(longer, em));
                return lines;
            }
            else
            {
                lines.Add(line);
                line = fitting;
            }
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static string Fit(string text, double em, Func<string, double> measure)
    {
        if (measure(text) <= em)
        {
            return text;
        }

        double width = measure(Ellipsis);
        int end = 0;
        for (TextElementEnumerator letters = StringInfo.GetTextElementEnumerator(text); letters.MoveNext();)
        {
            string letter = letters.GetTextElement();
            width += measure(letter);
            if (width > em)
            {
                break;
            }

            end = letters.ElementIndex + letter.Length;
        }

        return string.Concat(text.AsSpan(0, end), Ellipsis);
    }
}
