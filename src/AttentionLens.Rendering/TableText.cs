namespace AttentionLens.Rendering;

/// <summary>The cells and headings of a table as text.</summary>
internal static class TableText
{
    /// <summary>A column's heading with its unit.</summary>
    public static string Heading(TableColumn column) => string.IsNullOrEmpty(column.Unit)
        ? VisibleText.Of(column.Name)
        : $"{VisibleText.Of(column.Name)} ({VisibleText.Of(column.Unit)})";

    /// <summary>A cell; empty where it holds nothing.</summary>
    public static string Cell(TableCell cell, TableColumn column) =>
        cell.Number is { } number ? NumberText.Fixed(number, column.Decimals) : VisibleText.Label(cell.Text);

    /// <summary>Whether a column holds numbers and no texts.</summary>
    public static bool IsNumeric(DataTable table, int column) =>
        table.Rows.All(row => row[column].Text is null) && table.Rows.Any(row => row[column].Number is not null);

    /// <summary>A line that counts what is not shown; empty where everything is.</summary>
    public static string Omitted(DataTable table, int shownRows, int shownColumns)
    {
        int rows = table.Rows.Length - shownRows;
        int columns = table.Columns.Length - shownColumns;
        string moreRows = rows > 0 ? NumberText.Count(rows, "more row", "more rows") : string.Empty;
        string moreColumns = columns > 0 ? NumberText.Count(columns, "more column", "more columns") : string.Empty;
        string both = rows > 0 && columns > 0 ? " and " : string.Empty;
        return rows > 0 || columns > 0 ? $"… {moreRows}{both}{moreColumns}" : string.Empty;
    }
}
