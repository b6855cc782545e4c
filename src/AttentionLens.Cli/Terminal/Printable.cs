using System.Globalization;
using System.Text;
using Spectre.Console;

namespace AttentionLens.Cli;

/// <summary>A stranger's text (a name in a model file, a message about it) made safe for a terminal: one line of bounded length, in
/// which nothing moves the cursor, changes colours or turns the reading direction.</summary>
internal static class Printable
{
    private const int Longest = 4000;

    /// <summary>A mark without width that keeps what is beside it in reading order.</summary>
    public const char LeftToRight = '\u200E';

    public static string Line(string text) => Line(text, Longest);

    /// <summary>As <see cref="Line(string)"/>, of any length: a result is never cut.</summary>
    public static string Whole(string text) => Line(text, int.MaxValue);

    /// <summary>As <see cref="Whole"/>, for texts of ours that hold a stranger's between marks of direction; left to right is the direction of the whole anyway.</summary>
    public static string Prose(string text) => Line(text, int.MaxValue, keepsMarks: true);

    private static string Line(string text, int longest, bool keepsMarks = false)
    {
        StringBuilder line = new(Math.Min(text.Length, longest));
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (line.Length >= longest)
            {
                return line.Append('…').ToString();
            }

            if (!IsInvisible(rune) || (keepsMarks && rune.Value == LeftToRight))
            {
                line.Append(rune.ToString());
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().Trim();
    }

    /// <summary>The text as the cell of a table, where brackets are markup.</summary>
    public static string Cell(string text) => Markup.Escape(Line(text));

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C;
}
