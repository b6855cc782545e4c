using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Adds the figures and tables in groups by the first segment of their ids, each with links back to its findings.</summary>
internal static class HtmlFigures
{
    private const int MostLinks = 12;

    /// <summary>The id of a figure's place within the page.</summary>
    public static string IdOf(ArtefactId id) => "at:" + id.Value.Replace('/', ':');

    /// <summary>Adds all of a report.</summary>
    /// <param name="page">The page.</param>
    /// <param name="report">The report.</param>
    /// <param name="figures">How each figure or table stands in the page.</param>
    /// <param name="note">What is said of all of them; empty for nothing.</param>
    public static void Append(HtmlPage page, AnalysisReport report, IReadOnlyDictionary<ArtefactId, PageFigure> figures, string note)
    {
        page.Raw("<section id=\"figures\" aria-labelledby=\"figures-heading\">\n<h2 id=\"figures-heading\">Figures</h2>\n");
        if (note.Length > 0)
        {
            page.Element("p", note, ("class", "note thinned")).Line();
        }

        if (report.Artefacts.IsEmpty)
        {
            page.Raw("<p class=\"empty\">No figures or tables were published.</p>\n");
        }

        ILookup<ArtefactId, (int Number, Finding Finding)> findings = ReportFacts.Shown(report).Take(HtmlFindings.MostRows)
            .SelectMany((finding, index) => finding.Artefacts.Distinct().Select(id => (Id: id, Number: index + 1, Finding: finding)))
            .ToLookup(entry => entry.Id, entry => (entry.Number, entry.Finding));

        foreach (IGrouping<string, Artefact> group in ReportFacts.Groups(report))
        {
            page.Open("section", ("class", "group"), ("aria-label", $"Figures: {group.Key}"));
            page.Raw("<h3>").Text(group.Key).Raw(" ").Element("span", NumberText.Count(group.Count()), ("class", "count")).Raw("</h3>\n");
            foreach (Artefact artefact in group)
            {
                AppendFigure(page, artefact, figures[artefact.Id], [.. findings[artefact.Id]]);
            }

            page.Raw("</section>\n");
        }

        page.Raw("</section>\n");
    }

    /// <summary>Adds one figure or table.</summary>
    public static void AppendFigure(HtmlPage page, Artefact artefact, PageFigure figure, ImmutableArray<(int Number, Finding Finding)> findings)
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
        figure.AppendTo(page);
        page.Raw("</figure>\n");
    }
}
