using System.Globalization;
using System.Text;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Puts a stranger's text into a message: short, on one line, visible.</summary>
internal static class Quote
{
    private const int Limit = 40;

    public static string Short(ReadOnlySpan<char> text)
    {
        StringBuilder shown = new("'");
        foreach (char unit in text.Length > Limit ? text[..Limit] : text)
        {
            if (char.IsControl(unit) || char.IsSurrogate(unit) || unit is '\u2028' or '\u2029')
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            }
            else
            {
                shown.Append(unit);
            }
        }

        return shown.Append(text.Length > Limit ? "…'" : "'").ToString();
    }
}
