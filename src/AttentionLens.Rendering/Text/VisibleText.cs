using System.Buffers;
using System.Globalization;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Makes a stranger's text fit to be shown: what has no glyph gets one, what XML forbids or what would reorder its
/// neighbours is replaced, and endless texts end.</summary>
internal static class VisibleText
{
    private const char Replacement = '\uFFFD';
    private const char OpenBox = '\u2423';
    private const char Tabulator = '\u21E5';
    private const char NewLine = '\u21B5';
    private const int MostMarks = 3;
    private const int MostRunes = 300;
    private const int MostProse = 5000;

    /// <summary>A text of several sentences, for instance a caption.</summary>
    public static string Prose(string? text) => Cut(text ?? string.Empty, MostProse);

    /// <summary>A text of one line, for instance a title.</summary>
    public static string Of(string? text) => Cut(text ?? string.Empty, MostRunes);

    /// <summary>A text as part of an error message: a few words on one line.</summary>
    public static string Short(string? text) => Cut(text ?? string.Empty, 40);

    /// <summary>A text as a label or token: spaces at its ends, and texts of nothing but invisible characters, can be seen.</summary>
    public static string Label(string? text)
    {
        string shown = Of(text);
        if (shown.Length > 0 && TextWidth.Em(shown) == 0)
        {
            return string.Join(' ', shown.EnumerateRunes().Select(rune => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}")));
        }

        int start = shown.AsSpan().IndexOfAnyExcept(' ');
        if (start < 0)
        {
            return new string(OpenBox, shown.Length);
        }

        int end = shown.AsSpan().LastIndexOfAnyExcept(' ') + 1;
        return start == 0 && end == shown.Length
            ? shown
            : new string(OpenBox, start) + shown[start..end] + new string(OpenBox, shown.Length - end);
    }

    private static string Cut(string text, int mostRunes)
    {
        StringBuilder shown = new();
        ReadOnlySpan<char> rest = text;
        int marks = 0;
        for (int runes = 0; !rest.IsEmpty; runes++)
        {
            if (runes == mostRunes)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{shown}… ({text.Length} characters)");
            }

            OperationStatus status = Rune.DecodeFromUtf16(rest, out Rune rune, out int consumed);
            rest = rest[consumed..];
            marks = status == OperationStatus.Done && IsMark(rune) ? marks + 1 : 0;
            if (marks <= MostMarks)
            {
                shown.Append(status == OperationStatus.Done ? Visible(rune) : new Rune(Replacement));
            }
        }

        return shown.ToString();
    }

    // Dozens of marks on one letter would be drawn over the lines above and below.
    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static Rune Visible(Rune rune) => rune.Value switch
    {
        '\t' => new Rune(Tabulator),
        '\n' or 0x2028 or 0x2029 => new Rune(NewLine),
        < 0x20 or (>= 0x7F and < 0xA0) => new Rune(Replacement),
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => new Rune(Replacement),
        0xFFFE or 0xFFFF => new Rune(Replacement),
        _ => rune,
    };
}
