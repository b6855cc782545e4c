using System.Globalization;
using System.Text;
using AttentionLens.Rendering;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Texts and numbers as they stand in the cells of a terminal.</summary>
internal static class ShownText
{
    private const char OpenBox = '\u2423';

    /// <summary>How many cells a text takes: letters of Chinese, Japanese and Korean take two.</summary>
    public static int Width(string text) => new Segment(text).CellCount();

    /// <summary>A token or label, made safe; the spaces before it can be seen.</summary>
    public static string Label(string text)
    {
        string shown = Printable.Line(text);
        int spaces = text.AsSpan().IndexOfAnyExcept(' ');
        return spaces != 0 || Width(shown) == 0 ? OpenBox + shown : shown;
    }

    /// <summary>A text of exactly so many cells: cut with an ellipsis, or filled with spaces.</summary>
    public static string Fit(string text, int width)
    {
        string cut = Cut(text, width);
        return cut + new string(' ', Math.Max(0, width - Width(cut)));
    }

    /// <summary>A text of at most so many cells, cut with an ellipsis. Marks on both sides of one that reads from right to left keep what stands beside it in its place.</summary>
    public static string Cut(string text, int width)
    {
        string cut = Shortened(text, width);
        return Reading.HasRightToLeft(cut) ? Printable.LeftToRight + cut + Printable.LeftToRight : cut;
    }

    /// <summary>A number with two or three significant digits.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        double.NaN => "–",
        0 => "0",
        < 0.001 or >= 10_000 => value.ToString("0.#e+0", CultureInfo.InvariantCulture),
        < 1 => value.ToString("0.###", CultureInfo.InvariantCulture),
        < 10 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("0.#", CultureInfo.InvariantCulture),
    };

    /// <summary>A number within so many cells, with fewer digits where it would be longer.</summary>
    public static string Number(double value, int width)
    {
        string number = Number(value);
        return number.Length <= width ? number : Cut(Math.Abs(value) is < 0.001 or >= 10_000 ? value.ToString("0e+0", CultureInfo.InvariantCulture) : number, width);
    }

    /// <summary>A share of the whole in three cells: <c>.04</c>, <c>.5</c>, <c>1</c>.</summary>
    public static string Share(double share) => share switch
    {
        >= 0.995 => "1",
        < 0.005 => share > 0 ? "~0" : "0",
        _ => share.ToString("#.##", CultureInfo.InvariantCulture),
    };

    /// <summary>A count.</summary>
    public static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Shortened(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        StringBuilder kept = new();
        int cells = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            string letter = rune.ToString();
            cells += Width(letter);
            if (cells > width - 1)
            {
                break;
            }

            kept.Append(letter);
        }

        return width < 1 ? string.Empty : kept.Append('…').ToString();
    }
}
