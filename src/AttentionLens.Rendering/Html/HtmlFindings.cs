using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>Adds the findings, each with links to the figures that show it.</summary>
internal static class HtmlFindings
{
    /// <summary>The most findings of a page.</summary>
    public const int MostRows = 2000;

    /// <summary>The id of a finding within the page.</summary>
    /// <param name="number">Its number among those shown, from 1.</param>
    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"finding-{number}");

    public static void Append(HtmlPage page, AnalysisReport report)
    {
        page.Raw("<section id=\"findings\" aria-labelledby=\"findings-heading\">\n<h2 id=\"findings-heading\">Findings</h2>\n");
        ImmutableArray<Finding> findings = ReportFacts.Shown(report);
        if (!findings.IsEmpty)
        {
            HashSet<ArtefactId> known = [.. report.Artefacts.Select(artefact => artefact.Id)];
            HtmlTable.Open(page, "Table of findings", "stacking findings",
                [("Severity", false), ("Rule", false), ("Message", false), ("Address", false), ("Measures", false), ("Figures", false)]);
            for (int index = 0; index < Math.Min(findings.Length, MostRows); index++)
            {
                AppendRow(page, findings[index], index + 1, known);
            }

            HtmlTable.Close(page);
        }

        if (findings.Length > MostRows)
        {
            page.Element("p", $"… {NumberText.Count(findings.Length - MostRows, "more finding", "more findings")}, in the report's JSON.", ("class", "note thinned")).Line();
        }

        string note = ReportFacts.FindingsNote(report);
        if (note.Length > 0)
        {
            page.Element("p", note, ("class", findings.IsEmpty ? "empty" : "note")).Line();
        }

        page.Raw("</section>\n");
    }

    // Each segment stays on one line; a narrow column breaks between them.
    private static void AppendAddress(HtmlPage page, SiteAddress address)
    {
        string[] segments = address.ToString().Split('/');
        HtmlTable.OpenCell(page, "Address").Raw("<code>");
        for (int index = 0; index < segments.Length; index++)
        {
            page.Element("span", index < segments.Length - 1 ? segments[index] + "/" : segments[index], ("class", "segment"));
        }

        page.Raw("</code>").Close("td");
    }

    private static void AppendRow(HtmlPage page, Finding finding, int number, HashSet<ArtefactId> known)
    {
        string severity = finding.Severity.ToString();
        page.Open("tr", [("id", IdOf(number)), ("data-severity", severity), .. HtmlPlace.Of(finding.Address)]);
        HtmlTable.OpenCell(page, "Severity").Element("span", severity, ("class", $"severity {severity.ToLowerInvariant()}")).Close("td");
        HtmlTable.OpenCell(page, "Rule").Open("span", ("class", "rule"), ("title", VisibleText.Of(finding.Descriptor.Title)))
            .Text(VisibleText.Of(finding.Descriptor.Id)).Close("span").Close("td");
        HtmlTable.OpenCell(page, "Message", HtmlTable.TextClass(finding.Message)).Text(VisibleText.Prose(finding.Message));
        if (finding.IsPartial)
        {
            page.Raw(" ").Element("span", "partial", ("class", "partial"), ("title", "The analyzer failed on some data."));
        }

        page.Close("td");
        AppendAddress(page, finding.Address);
        HtmlTable.OpenCell(page, "Measures");
        foreach (string measure in ReportFacts.Measures(finding))
        {
            page.Element("span", measure, ("class", "measure"));
        }

        page.Close("td");
        HtmlTable.OpenCell(page, "Figures", finding.Artefacts.Select(id => HtmlTable.TextClass(id.Value)).Max(StringComparer.Ordinal) ?? "text");
        foreach (ArtefactId id in finding.Artefacts)
        {
            // A figure can be missing where its analyzer failed after it reported.
            if (known.Contains(id))
            {
                page.Element("a", id.Value, ("href", "#" + HtmlFigures.IdOf(id)), ("class", "figure-link"));
            }
            else
            {
                page.Element("span", $"{id.Value} (not in this report)", ("class", "note"));
            }
        }

        page.Close("td").Raw("</tr>\n");
    }
}
