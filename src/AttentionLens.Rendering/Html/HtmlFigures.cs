using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Adds the figures and tables in groups by the first segment of their ids, each with links back to its findings.</summary>
internal static class HtmlFigures
{
    private const int MostRows = 2000;
    private const int MostLinks = 12;

    /// <summary>The id of a figure's place within the page.</summary>
    public static string IdOf(ArtefactId id) => "at:" + id.Value.Replace('/', ':');

    public static void Append(HtmlPage page, AnalysisReport report, IReadOnlyList<ArtefactRenderer> renderers, RenderOptions options)
    {
        page.Raw("<section id=\"figures\" aria-labelledby=\"figures-heading\">\n<h2 id=\"figures-heading\">Figures</h2>\n");
        if (report.Artefacts.IsEmpty)
        {
            page.Raw("<p class=\"empty\">No figures or tables were published.</p>\n");
        }

        ILookup<ArtefactId, (int Number, Finding Finding)> findings = ReportFacts.Shown(report)
            .SelectMany((finding, index) => finding.Artefacts.Distinct().Select(id => (Id: id, Number: index + 1, Finding: finding)))
            .ToLookup(entry => entry.Id, entry => (entry.Number, entry.Finding));

        // The page scrolls what is wide; a size for pictures that stand alone would shrink what can be read.
        options = options with { Width = null, Height = null };
        foreach (IGrouping<string, Artefact> group in ReportFacts.Groups(report))
        {
            page.Open("section", ("class", "group"), ("aria-label", $"Figures: {group.Key}"));
            page.Raw("<h3>").Text(group.Key).Raw(" ").Element("span", NumberText.Count(group.Count()), ("class", "count")).Raw("</h3>\n");
            foreach (Artefact artefact in group)
            {
                AppendFigure(page, artefact, renderers, options, [.. findings[artefact.Id]]);
            }

            page.Raw("</section>\n");
        }

        page.Raw("</section>\n");
    }

    /// <summary>Adds one figure or table.</summary>
    public static void AppendFigure(
        HtmlPage page, Artefact artefact, IReadOnlyList<ArtefactRenderer> renderers, RenderOptions options, ImmutableArray<(int Number, Finding Finding)> findings)
    {
        string title = VisibleText.Of(artefact.Title);
        page.Open("figure", [("id", IdOf(artefact.Id)), .. HtmlPlace.Of(artefact.Address)]);
        page.Raw("<figcaption>").Element("h4", title);
        if (!string.IsNullOrEmpty(artefact.Caption))
        {
            page.Element("p", VisibleText.Prose(artefact.Caption));
        }

        page.Raw("<p class=\"note\">").Element("code", artefact.Id.Value);
        foreach ((int number, Finding finding) in findings.Take(MostLinks))
        {
            page.Raw(" · ").Element("a", $"{VisibleText.Of(finding.Descriptor.Id)}, finding {NumberText.Count(number)}", ("href", "#" + HtmlFindings.IdOf(number)));
        }

        if (findings.Length > MostLinks)
        {
            page.Text($" · {NumberText.Count(findings.Length - MostLinks, "more finding", "more findings")}");
        }

        page.Raw("</p></figcaption>\n");
        if (artefact is DataTable table)
        {
            AppendTable(page, table, title);
        }
        else
        {
            (string? drawing, string? failure) = ReportArtefact.Draw(artefact, "svg", renderers, options, SvgInliner.Inline);
            if (drawing is not null)
            {
                page.Open("div", ("class", "box drawing"), ("role", "region"), ("tabindex", "0"), ("aria-label", title)).Raw(drawing).Raw("</div>\n");
            }
            else
            {
                page.Element("p", failure ?? string.Empty, ("class", "empty failed")).Line();
            }
        }

        page.Raw("</figure>\n");
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
