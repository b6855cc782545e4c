using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Writes one figure or table as an HTML page that needs nothing beside it: no script, no network.</summary>
internal sealed class HtmlFigureRenderer : ArtefactRenderer
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
    private static readonly string Style = EmbeddedText.Read("report.css");
    private static readonly ImmutableArray<ArtefactRenderer> Drawing = [new SvgRenderer()];

    /// <inheritdoc/>
    public override string Format => "html";

    /// <inheritdoc/>
    public override bool CanRender(Artefact artefact) => FigureViews.Find(artefact) is not null;

    /// <inheritdoc/>
    public override void Render(Artefact artefact, RenderOptions options, Stream destination)
    {
        FigureViews.Check(artefact);
        PageColors colors = new();
        FigureBody body = FigureBody.Of(artefact, Drawing, options, colors);
        HtmlPage page = new();
        page.Raw("<!DOCTYPE html>\n");
        page.Open("html", ("lang", "en"), ("data-theme", options.Theme == RenderTheme.Dark ? "dark" : "light")).Line();
        page.Raw("<head>\n<meta charset=\"utf-8\">\n");
        page.Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy)).Line();
        page.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Element("title", VisibleText.Of(artefact.Title)).Line();
        page.Raw("<style>\n").Raw(Style).Raw(colors.ToStyle()).Raw("</style>\n</head>\n<body>\n<main id=\"main\" style=\"padding-top: 24px\">\n");
        HtmlFigures.AppendFigure(page, artefact, PageFigure.Plain(body), []);
        page.Raw("</main>\n</body>\n</html>\n");
        page.WriteTo(destination);
    }
}
