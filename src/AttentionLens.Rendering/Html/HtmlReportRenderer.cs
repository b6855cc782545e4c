using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Writes a report as one HTML page that needs nothing beside it: no script, no network, figures inline.</summary>
internal sealed class HtmlReportRenderer : ReportRenderer
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>The style of every page.</summary>
    public static readonly string Style = ReadStyle();

    /// <inheritdoc/>
    public override string Format => "html";

    /// <inheritdoc/>
    public override void Render(AnalysisReport report, IReadOnlyList<ArtefactRenderer> renderers, RenderOptions options, Stream destination)
    {
        ReportChecks.Any(report);
        HtmlPage page = new();
        string name = VisibleText.Of(report.Model.Name);
        page.Raw("<!DOCTYPE html>\n");
        page.Open("html", ("lang", "en"), ("data-theme", options.Theme == RenderTheme.Dark ? "dark" : "light")).Line();
        page.Raw("<head>\n<meta charset=\"utf-8\">\n");
        page.Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy)).Line();
        page.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Element("title", $"{name} – AttentionLens report").Line();
        page.Raw("<style>\n").Raw(Style).Raw("</style>\n</head>\n<body>\n");
        page.Raw("<a class=\"skip\" href=\"#main\">Skip to the report</a>\n");
        HtmlOverview.AppendHeader(page, report, name);
        page.Raw("<main id=\"main\">\n");
        HtmlOverview.AppendExamples(page, report);
        HtmlFindings.Append(page, report);
        HtmlFigures.Append(page, report, renderers, options);
        HtmlOverview.AppendAnalyzers(page, report);
        page.Raw("</main>\n");
        page.Element("footer", $"Written by AttentionLens {VisibleText.Of(report.ToolVersion)}. The same model, input and settings give the same page.").Line();
        page.Raw("</body>\n</html>\n");
        page.WriteTo(destination);
    }

    private static string ReadStyle()
    {
        using Stream style = typeof(HtmlReportRenderer).Assembly.GetManifestResourceStream("report.css")
            ?? throw new LensException("The style sheet report.css is missing from AttentionLens.Rendering; expected it as an embedded resource.");
        using StreamReader reader = new(style, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
