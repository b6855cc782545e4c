using System.Globalization;

namespace AttentionLens.Cli;

/// <summary>Shows a table, or its first rows and columns.</summary>
internal sealed class TableTerminalView : TerminalView<DataTable>
{
    private const int MostRows = 20;
    private const int ColumnWidth = 12;

    /// <inheritdoc/>
    protected override void Write(Screen screen, DataTable figure)
    {
        int columns = Math.Min(figure.Columns.Length, Math.Max(1, screen.Width / ColumnWidth));
        if (columns == 0)
        {
            screen.Text("(no cells)");
            return;
        }

        screen.Table(
            [.. figure.Columns.Take(columns).Select(column => string.IsNullOrEmpty(column.Unit) ? column.Name : $"{column.Name} ({column.Unit})")],
            figure.Rows.Take(MostRows).Select(row => (IReadOnlyList<string>)[.. row.Take(columns).Select((cell, index) => Cell(cell, figure.Columns[index]))]));
        string[] omitted = [.. Omitted(figure.Rows.Length - MostRows, "rows"), .. Omitted(figure.Columns.Length - columns, "columns")];
        if (omitted.Length > 0)
        {
            screen.Text($"… {string.Join(" and ", omitted)}");
        }
    }

    private static string[] Omitted(int count, string what) => count > 0 ? [$"{ShownText.Count(count)} more {what}"] : [];

    private static string Cell(TableCell cell, TableColumn column) =>
        cell.Number is not { } number ? cell.Text ?? string.Empty
        : double.IsNaN(number) ? ShownText.Number(number)
        : number.ToString("F" + ShownText.Count(column.Decimals), CultureInfo.InvariantCulture);
}
