using System.Text;

namespace AttentionLens.Rendering;

/// <summary>The reading direction of texts.</summary>
public static class Reading
{
    private const string FirstStrongIsolate = "\u2068";
    private const string PopIsolate = "\u2069";

    /// <summary>Whether a letter of a text reads from right to left.</summary>
    /// <param name="text">The text.</param>
    public static bool HasRightToLeft(string text) => text.EnumerateRunes().Any(IsRightToLeft);

    /// <summary>Whether the first letter with a direction reads from right to left.</summary>
    internal static bool IsRightToLeft(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsRightToLeft(rune))
            {
                return true;
            }

            if (Rune.IsLetter(rune))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether most of the tokens that have a direction read from right to left. Marks such as [CLS] or &lt;s&gt; belong to no language.</summary>
    internal static bool IsRightToLeft(IEnumerable<string> tokens)
    {
        int balance = 0;
        foreach (string token in tokens.Where(token => token is not (['[', .., ']'] or ['<', .., '>'])))
        {
            balance += IsRightToLeft(token) ? 1 : token.EnumerateRunes().Any(Rune.IsLetter) ? -1 : 0;
        }

        return balance > 0;
    }

    /// <summary>A text for the middle of a sentence in plain text: its direction ends where it ends.</summary>
    internal static string Isolated(string text) =>
        HasRightToLeft(text) ? FirstStrongIsolate + text + PopIsolate : text;

    // The blocks of Hebrew, Arabic and their neighbours, the presentation forms, and the right-to-left half of plane 1.
    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF)
            or (>= 0x1E800 and <= 0x1EFFF);
}
