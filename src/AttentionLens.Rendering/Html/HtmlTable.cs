namespace AttentionLens.Rendering;

/// <summary>Adds tables that scroll inside their own box, and on narrow pages turn each row into a list of named values.</summary>
internal static class HtmlTable
{
    private const int LongestWord = 30;

    /// <summary>Begins a table with its headings.</summary>
    /// <param name="page">The page.</param>
    /// <param name="label">What it is a table of, for those who hear it.</param>
    /// <param name="style">The classes of the table.</param>
    /// <param name="columns">The headings, and which columns hold numbers.</param>
    public static void Open(HtmlPage page, string label, string style, IEnumerable<(string Name, bool IsNumeric)> columns)
    {
        page.Open("div", ("class", "box"), ("role", "region"), ("tabindex", "0"), ("aria-label", label));
        page.Open("table", ("class", style)).Raw("<thead><tr>");
        foreach ((string name, bool isNumeric) in columns)
        {
            page.Element("th", name, ("scope", "col"), ("class", isNumeric ? "number" : "text"));
        }

        page.Raw("</tr></thead>\n<tbody>\n");
    }

    /// <summary>The class of a cell with a text: whether a word in it may be broken, because it is too long for a column.</summary>
    public static string TextClass(string text) => text.Split(' ').Any(word => word.Length > LongestWord) ? "text long" : "text";

    /// <summary>Begins a cell.</summary>
    public static HtmlPage OpenCell(HtmlPage page, string column, string style = "text") =>
        page.Open("td", ("data-column", column), ("class", style));

    /// <summary>Adds a cell with a text.</summary>
    public static void Cell(HtmlPage page, string column, string text, bool isNumeric = false) =>
        OpenCell(page, column, isNumeric ? "number" : TextClass(text)).Text(text).Close("td");

    /// <summary>Ends the table.</summary>
    public static void Close(HtmlPage page) => page.Raw("</tbody></table></div>\n");
}
