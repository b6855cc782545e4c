using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>What a page shows below the heading of a figure or table.</summary>
/// <param name="Artefact">The figure or table.</param>
/// <param name="Markup">The markup; it would be well-formed XML too.</param>
/// <param name="Width">How wide a drawing is; 0 where it is none.</param>
/// <param name="Height">About how high it stands in the page.</param>
internal sealed record FigureBody(Artefact Artefact, string Markup, double Width, double Height)
{
    private const string Pixels = "data:image/";
    private const int MostRows = 2000;
    private const double RowHeight = 38;
    private const double HighestTable = 560;

    /// <summary>Draws a figure, or says in one line why there is no drawing.</summary>
    /// <param name="artefact">The figure or table.</param>
    /// <param name="renderers">The renderers.</param>
    /// <param name="options">How to draw. A drawing without pixels follows the ground of the page; any other keeps its theme.</param>
    /// <param name="colors">Takes the colours of drawings that follow the page.</param>
    public static FigureBody Of(Artefact artefact, IReadOnlyList<ArtefactRenderer> renderers, RenderOptions options, PageColors colors)
    {
        string title = VisibleText.Of(artefact.Title);
        HtmlPage page = new();
        if (artefact is DataTable table)
        {
            AppendTable(page, table, title);
            double rows = table.Rows.IsDefault ? 0 : table.Rows.Length;
            return new FigureBody(artefact, page.ToString(), 0, Math.Min(HighestTable, RowHeight * (rows + 1)));
        }

        (string? drawing, string? failure) = ReportArtefact.Draw(artefact, "svg", renderers, options, SvgInliner.Inline);
        if (drawing is null)
        {
            page.Element("p", failure ?? string.Empty, ("class", "empty failed")).Line();
            return new FigureBody(artefact, page.ToString(), 0, 0);
        }

        (double width, double height) = SvgRoot.SaidSizeOf(drawing);
        string? following = drawing.Contains(Pixels, StringComparison.Ordinal) ? null : Following(artefact, drawing, renderers, options, colors);
        drawing = following ?? drawing;
        page.Open("div", ("class", following is null ? "box drawing" : "box drawing following"), ("role", "region"), ("tabindex", "0"), ("aria-label", title)).Raw(drawing).Raw("</div>\n");
        return new FigureBody(artefact, page.ToString(), width, height);
    }

    private static string? Following(Artefact artefact, string drawing, IReadOnlyList<ArtefactRenderer> renderers, RenderOptions options, PageColors colors)
    {
        bool isDark = options.Theme == RenderTheme.Dark;
        RenderOptions others = options with { Theme = isDark ? RenderTheme.Light : RenderTheme.Dark };
        return ReportArtefact.Draw(artefact, "svg", renderers, others, SvgInliner.Inline).Drawing is { } other
            ? isDark ? colors.Join(other, drawing) : colors.Join(drawing, other)
            : null;
    }

    private static void AppendTable(HtmlPage page, DataTable table, string title)
    {
        try
        {
            FigureViews.Check(table);
        }
        catch (LensInputException exception)
        {
            page.Element("p", VisibleText.Of(exception.Message), ("class", "empty failed")).Line();
            return;
        }

        ImmutableArray<(string Name, bool IsNumeric)> columns =
            [.. table.Columns.Select((column, index) => (TableText.Heading(column), TableText.IsNumeric(table, index)))];
        HtmlTable.Open(page, title, "data", columns);
        foreach (ImmutableArray<TableCell> row in table.Rows.Take(MostRows))
        {
            page.Raw("<tr>");
            for (int index = 0; index < columns.Length; index++)
            {
                HtmlTable.Cell(page, columns[index].Name, TableText.Cell(row[index], table.Columns[index]), columns[index].IsNumeric);
            }

            page.Raw("</tr>\n");
        }

        HtmlTable.Close(page);
        string note = table.Rows.IsEmpty ? "No rows." : TableText.Omitted(table, Math.Min(table.Rows.Length, MostRows), columns.Length);
        if (note.Length > 0)
        {
            page.Element("p", note, ("class", "note")).Line();
        }
    }
}
