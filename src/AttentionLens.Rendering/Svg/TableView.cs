namespace AttentionLens.Rendering;

/// <summary>Shows tables.</summary>
internal sealed class TableView : FigureView<DataTable>
{
    private const int MostRows = 1000;
    private const int MostColumns = 24;

    /// <inheritdoc/>
    protected override string Shape(DataTable figure) =>
        $"Table of {NumberText.Count(figure.Rows.Length, "row", "rows")} and {NumberText.Count(figure.Columns.Length, "column", "columns")}.";

    /// <inheritdoc/>
    protected override void Draw(DataTable figure, RenderTheme theme, Stream destination) => DataTableDrawing.Draw(figure, theme, destination);

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, DataTable figure)
    {
        if (figure.Columns.IsEmpty)
        {
            page.Paragraph("No columns to show.");
            return;
        }

        int columns = Math.Min(figure.Columns.Length, MostColumns);
        page.Table(
            [.. figure.Columns.Take(columns).Select((column, index) => (TableText.Heading(column), TableText.IsNumeric(figure, index)))],
            figure.Rows.Take(MostRows).Select(row => row.Take(columns).Select((cell, index) => TableText.Cell(cell, figure.Columns[index]))));
        page.Paragraph(figure.Rows.IsEmpty ? "No rows." : TableText.Omitted(figure, Math.Min(figure.Rows.Length, MostRows), columns));
    }
}
