using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Writes a report as Markdown that refers to the figures in the folder <c>figures</c> beside it.</summary>
internal sealed class MarkdownReportRenderer : ReportRenderer
{
    /// <inheritdoc/>
    public override string Format => "md";

    /// <inheritdoc/>
    public override void Render(AnalysisReport report, IReadOnlyList<ArtefactRenderer> renderers, RenderOptions options, Stream destination)
    {
        ReportChecks.Any(report);
        MarkdownPage page = new();
        page.Heading(1, VisibleText.Of(report.Model.Name));
        page.Table([("Model", false), (string.Empty, false)], ReportFacts.Of(report.Model).Select(fact => (IEnumerable<string>)[fact.Name, fact.Value]));
        if (!report.Model.Caveats.IsDefaultOrEmpty)
        {
            page.Paragraph("Before believing the numbers:");
            page.List(report.Model.Caveats.Select(VisibleText.Prose));
        }

        AppendExamples(page, report);
        AppendFindings(page, report, options);
        AppendArtefacts(page, report, renderers, options);
        AppendAnalyzers(page, report);
        page.WriteTo(destination);
    }

    private static void AppendExamples(MarkdownPage page, AnalysisReport report)
    {
        page.Heading(2, "Examples");
        page.Paragraph($"{NumberText.Count(report.Examples.Length)} of {NumberText.Count(report.ExampleCount, "example", "examples")} shown.");
        if (report.Examples.IsEmpty)
        {
            return;
        }

        page.Table(
            [("example", false), ("tokens", false), ("prediction", false), ("probability", true), ("logit", true)],
            report.Examples.Select(example => (IEnumerable<string>)
            [
                ReportFacts.ExampleName(example),
                string.Join(' ', example.Tokens.Select(token => VisibleText.Label(token.Text))),
                example.Prediction is { } prediction ? VisibleText.Of(prediction.Label) : string.Empty,
                example.Prediction is { } likely ? NumberText.Fixed(likely.Probability, 3) : string.Empty,
                example.Prediction is { } raw ? NumberText.Fixed(raw.Logit, 3) : string.Empty,
            ]));
    }

    private static void AppendFindings(MarkdownPage page, AnalysisReport report, RenderOptions options)
    {
        page.Heading(2, "Findings");
        ImmutableArray<Finding> findings = ReportFacts.Shown(report);
        if (!findings.IsEmpty)
        {
            HashSet<ArtefactId> drawn = [.. report.Artefacts.Select(artefact => artefact.Id)];
            page.TableOfMarkdown(
                [("severity", false), ("rule", false), ("message", false), ("address", false), ("measures", false), ("figures", false)],
                findings.Select(finding => Row(finding, drawn, options)));
        }

        page.Paragraph(ReportFacts.FindingsNote(report));
    }

    private static IEnumerable<string> Row(Finding finding, HashSet<ArtefactId> drawn, RenderOptions options)
    {
        string[] texts =
        [
            finding.Severity.ToString(),
            VisibleText.Of(finding.Descriptor.Id),
            VisibleText.Prose(finding.Message) + (finding.IsPartial ? " (partial)" : string.Empty),
            finding.Address.ToString(),
            string.Join("; ", ReportFacts.Measures(finding)),
        ];
        return texts.Select(MarkdownText.Inline).Append(string.Join(", ", finding.Artefacts.Select(id => Figure(id, drawn, options))));
    }

    // A finding may name a figure that the report does not hold.
    private static string Figure(ArtefactId id, HashSet<ArtefactId> drawn, RenderOptions options)
    {
        string name = MarkdownText.Inline(id.Value);
        return drawn.Contains(id) ? $"[{name}]({MarkdownText.FigurePath(id, options)})" : name;
    }

    private static void AppendArtefacts(MarkdownPage page, AnalysisReport report, IReadOnlyList<ArtefactRenderer> renderers, RenderOptions options)
    {
        foreach (IGrouping<string, Artefact> group in ReportFacts.Groups(report))
        {
            page.Heading(2, $"Figures: {group.Key}");
            foreach (Artefact artefact in group)
            {
                (string? drawing, string? failure) = ReportArtefact.Draw(artefact, "md", renderers, options);
                if (drawing is not null)
                {
                    page.Block(drawing);
                    continue;
                }

                page.Heading(3, VisibleText.Of(artefact.Title));
                page.Paragraph(VisibleText.Prose(artefact.Caption));
                page.Paragraph(failure ?? string.Empty);
            }
        }
    }

    private static void AppendAnalyzers(MarkdownPage page, AnalysisReport report)
    {
        page.Heading(2, "What ran");
        if (report.Analyzers.IsEmpty)
        {
            page.Paragraph("No analyzer ran.");
        }
        else
        {
            page.Table(
                [("analyzer", false), ("plugin", false), ("rules", false), ("sites", true), ("examples", true), ("complete", false)],
                report.Analyzers.Select(analyzer => (IEnumerable<string>)
                [
                    VisibleText.Of(analyzer.Name),
                    VisibleText.Of(analyzer.Plugin),
                    ReportFacts.Rules(analyzer),
                    NumberText.Count(analyzer.Sites),
                    NumberText.Count(analyzer.Examples),
                    analyzer.IsPartial ? "no, it failed on some data" : "yes",
                ]));
            foreach (string line in ReportFacts.Sweeps(report))
            {
                page.Paragraph(line);
            }
        }

        page.Paragraph($"AttentionLens {VisibleText.Of(report.ToolVersion)}"
            + string.Concat(report.Plugins.Select(plugin => $"; {VisibleText.Of(plugin.Name)} {VisibleText.Of(plugin.Version)}")));
    }
}
