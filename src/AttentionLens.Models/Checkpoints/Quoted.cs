using System.Globalization;
using System.Text;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Text from a stranger's file, made fit for a one-line message: quoted, cut short, control characters and lone surrogates
/// escaped.</summary>
internal static class Quoted
{
    private const int MaximumLength = 96;

    public static string Of(string text)
    {
        StringBuilder quoted = new("'");
        for (int index = 0; index < text.Length; index++)
        {
            if (index == MaximumLength)
            {
                _ = quoted.Append('…');
                break;
            }

            char unit = text[index];
            bool isPair = char.IsHighSurrogate(unit) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
            if (isPair)
            {
                _ = quoted.Append(unit).Append(text[++index]);
            }
            else if (char.IsControl(unit) || char.IsSurrogate(unit) || IsLineBreakOrFormat(unit))
            {
                _ = quoted.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                _ = quoted.Append(unit);
            }
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>At most ten of the texts, then how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> texts) => Shorten([.. texts.Take(Shown).Select(Of)], texts.Count);

    /// <summary>Joins texts that are already fit for a message; <paramref name="total"/> counts those left out too.</summary>
    public static string Shorten(IReadOnlyCollection<string> shown, int total)
    {
        string joined = string.Join(", ", shown.Take(Shown));
        return total <= Shown ? joined : string.Create(CultureInfo.InvariantCulture, $"{joined} and {total - Shown} more");
    }

    /// <summary>How many names one message lists.</summary>
    public const int Shown = 10;

    private static bool IsLineBreakOrFormat(char unit) =>
        char.GetUnicodeCategory(unit) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format;
}
