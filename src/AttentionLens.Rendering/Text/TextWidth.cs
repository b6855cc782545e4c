using System.Globalization;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>The widths of texts in em, from Unicode alone: no font of the machine takes part, so a layout is the same everywhere.
/// The numbers are on the wide side of the common monospace and sans fonts, so that what fits here fits on the page.</summary>
internal static class TextWidth
{
    /// <summary>How much wider strong letters are than the ones that are measured.</summary>
    public const double Strong = 1.08;

    /// <summary>The advance of a Latin letter in a monospace font.</summary>
    public const double Mono = 0.61;

    private const double Wide = 1;
    private const double Emoji = 1.3;
    private const double OtherScript = 0.85;

    /// <summary>The width of a text in a monospace font.</summary>
    public static double Em(string text)
    {
        double width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Em(rune);
        }

        return width;
    }

    /// <summary>The width of a text in a sans font.</summary>
    public static double SansEm(string text)
    {
        double width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += rune.IsAscii ? SansEm((char)rune.Value) : Em(rune);
        }

        return width;
    }

    private static double Em(Rune rune)
    {
        if (rune.IsAscii)
        {
            return Mono;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }

        return rune.Value switch
        {
            // Ranges of Unicode Standard Annex 11 (East Asian width W and F), rounded to blocks.
            >= 0x1100 and <= 0x115F => Wide,
            >= 0x2E80 and <= 0xA4CF => Wide,
            >= 0xA960 and <= 0xA97F => Wide,
            >= 0xAC00 and <= 0xD7A3 => Wide,
            >= 0xF900 and <= 0xFAFF => Wide,
            >= 0xFE30 and <= 0xFE6F => Wide,
            >= 0xFF00 and <= 0xFF60 => Wide,
            >= 0xFFE0 and <= 0xFFE6 => Wide,
            >= 0x20000 and <= 0x3FFFD => Wide,
            >= 0x1F000 and <= 0x1FAFF => Emoji,

            // Scripts that monospace fonts leave to a proportional fallback with broad letters.
            >= 0x0530 and <= 0x10FF => OtherScript,
            >= 0x1200 and <= 0x1CFF => OtherScript,
            >= 0xFB00 and <= 0xFDFF => OtherScript,
            >= 0x10000 or 0xFFFD => Wide,
            _ => Mono,
        };
    }

    private static double SansEm(char letter) => letter switch
    {
        'i' or 'j' or 'l' or '\'' or '|' or '!' or '.' or ',' or ':' or ';' => 0.34,
        ' ' or 'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '/' or '-' => 0.42,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.98,
        >= 'A' and <= 'Z' => 0.74,
        _ => 0.64,
    };
}
