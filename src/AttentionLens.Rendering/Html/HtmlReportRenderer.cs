using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Writes a report as one HTML page that needs nothing beside it: no network, figures inline. It reads well without a script; the one it has
/// adds the explorer, filters and keys.</summary>
internal sealed class HtmlReportRenderer : ReportRenderer
{
    private static readonly string Policy =
        $"default-src 'none'; script-src {ExplorerScript.Source}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    /// <summary>The style of every page.</summary>
    public static readonly string Style = EmbeddedText.Read("report.css") + EmbeddedText.Read("explorer.css");

    /// <inheritdoc/>
    public override string Format => "html";

    /// <inheritdoc/>
    public override void Render(AnalysisReport report, IReadOnlyList<ArtefactRenderer> renderers, RenderOptions options, Stream destination)
    {
        ReportChecks.Any(report);

        // The page scrolls what is wide; a size for pictures that stand alone would shrink what can be read.
        RenderOptions unsized = options with { Width = null, Height = null };
        PageColors colors = new();
        ImmutableArray<FigureBody> bodies = [.. report.Artefacts.Select(artefact => FigureBody.Of(artefact, renderers, unsized, colors))];
        int frame = Compose(report, PagePlan.WithoutFigures(bodies), options.Theme, colors).Bytes;
        Compose(report, PagePlan.Of(report, bodies, frame), options.Theme, colors).WriteTo(destination);
    }

    private static HtmlPage Compose(AnalysisReport report, PagePlan plan, RenderTheme theme, PageColors colors)
    {
        HtmlPage page = new();
        ExplorerSelection selection = plan.Attention;
        string name = VisibleText.Of(report.Model.Name);
        page.Raw("<!DOCTYPE html>\n");
        page.Open("html", ("lang", "en"), ("data-theme", theme == RenderTheme.Dark ? "dark" : "light")).Line();
        page.Raw("<head>\n<meta charset=\"utf-8\">\n");
        page.Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy)).Line();
        page.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Element("title", $"{name} – AttentionLens report").Line();
        page.Raw("<style>\n").Raw(Style).Raw(colors.ToStyle()).Raw("</style>\n</head>\n<body>\n");
        page.Raw("<a class=\"skip\" href=\"#main\">Skip to the report</a>\n");
        HtmlOverview.AppendHeader(page, report, name, hasExplorer: !selection.Attentions.IsEmpty);
        page.Raw("<main id=\"main\">\n");
        HtmlExplorer.AppendPlace(page, selection);
        HtmlOverview.AppendExamples(page, report);
        HtmlFindings.Append(page, report);
        HtmlFigures.Append(page, report, plan.Figures, plan.Note);
        HtmlOverview.AppendAnalyzers(page, report);
        page.Raw("</main>\n");
        page.Element("footer", $"Written by AttentionLens {VisibleText.Of(report.ToolVersion)}. The same model, input and settings give the same page.").Line();
        plan.Pictures.Append(page);
        HtmlExplorer.AppendScript(page, report, selection);
        return page.Raw("</body>\n</html>\n");
    }
}
