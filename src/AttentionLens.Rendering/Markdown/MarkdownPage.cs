using System.Collections.Immutable;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Builds a Markdown document of blocks with a blank line between them.</summary>
internal sealed class MarkdownPage
{
    /// <summary>How many numbers of a figure are named.</summary>
    public const int MostValues = 12;

    private const int MostUnfolded = 16;
    private readonly StringBuilder _text = new();

    /// <summary>Adds a heading.</summary>
    public void Heading(int level, string text) => Block($"{new string('#', level)} {MarkdownText.Inline(text)}");

    /// <summary>Adds a paragraph of plain text; none where it is empty.</summary>
    public void Paragraph(string text)
    {
        if (text.Length > 0)
        {
            Block(MarkdownText.Paragraph(text));
        }
    }

    /// <summary>Adds a list of plain texts.</summary>
    public void List(IEnumerable<string> items) => Block(string.Join('\n', items.Select(item => $"- {MarkdownText.Paragraph(item)}")));

    /// <summary>Adds a block that is Markdown already.</summary>
    public void Block(string markdown) => _text.Append(_text.Length == 0 ? string.Empty : "\n").Append(markdown.TrimEnd('\n')).Append('\n');

    /// <summary>Adds a table of plain texts; a long one is folded away below a line that says how long it is.</summary>
    /// <param name="columns">The headings, and which columns stand to the right.</param>
    /// <param name="rows">The rows.</param>
    public void Table(IReadOnlyList<(string Name, bool IsNumeric)> columns, IEnumerable<IEnumerable<string>> rows)
    {
        ImmutableArray<IEnumerable<string>> all = [.. rows.Select(row => row.Select(MarkdownText.Inline))];
        if (all.Length <= MostUnfolded)
        {
            TableOfMarkdown(columns, all);
            return;
        }

        Block($"<details>\n<summary>{NumberText.Count(all.Length, "row", "rows")}</summary>");
        TableOfMarkdown(columns, all);
        Block("</details>");
    }

    /// <summary>Adds a table of cells that are Markdown already, never folded.</summary>
    public void TableOfMarkdown(IReadOnlyList<(string Name, bool IsNumeric)> columns, IEnumerable<IEnumerable<string>> rows)
    {
        StringBuilder table = new();
        AppendRow(table, columns.Select(column => MarkdownText.Inline(column.Name)));
        AppendRow(table, columns.Select(column => column.IsNumeric ? "---:" : "---"));
        foreach (IEnumerable<string> row in rows)
        {
            AppendRow(table, row);
        }

        Block(table.ToString());
    }

    /// <summary>Adds the strongest numbers of a figure as a table.</summary>
    /// <param name="count">How many numbers there are in all.</param>
    /// <param name="columns">The headings, and which columns stand to the right.</param>
    /// <param name="rows">The strongest, strongest first.</param>
    public void Strongest(long count, ImmutableArray<(string Name, bool IsNumeric)> columns, IEnumerable<IEnumerable<string>> rows)
    {
        ImmutableArray<IEnumerable<string>> shown = [.. rows];
        if (shown.IsEmpty)
        {
            Paragraph(count == 0 ? "No numbers to show." : $"All {NumberText.Count(count)} numbers are {NumberText.Missing}.");
            return;
        }

        Paragraph($"Strongest {NumberText.Count(shown.Length)} of {NumberText.Count(count)}:");
        Table(columns, shown);
    }

    /// <summary>Writes the document in UTF-8.</summary>
    public void WriteTo(Stream destination) => destination.Write(Encoding.UTF8.GetBytes(_text.ToString()));

    private static void AppendRow(StringBuilder table, IEnumerable<string> cells) => table.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
