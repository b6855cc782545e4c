namespace AttentionLens.Rendering;

/// <summary>How a figure or table stands in the page: as it is, compressed until the page's script shows it, or left out.</summary>
internal sealed class PageFigure
{
    private const double Borders = 2;
    private readonly FigureBody _body;
    private readonly PackedMarkup? _packed;
    private readonly bool _isLeftOut;

    private PageFigure(FigureBody body, PackedMarkup? packed, bool isLeftOut) => (_body, _packed, _isLeftOut) = (body, packed, isLeftOut);

    /// <summary>A figure as it is.</summary>
    public static PageFigure Plain(FigureBody body) => new(body, null, isLeftOut: false);

    /// <summary>A figure that the page's script shows.</summary>
    public static PageFigure Packed(FigureBody body, PackedMarkup packed) => new(body, packed, isLeftOut: false);

    /// <summary>A figure of which only the heading and a sentence stand in the page.</summary>
    public static PageFigure LeftOut(FigureBody body) => new(body, null, isLeftOut: true);

    /// <summary>Adds what stands below its heading.</summary>
    public void AppendTo(HtmlPage page)
    {
        if (_packed is null && !_isLeftOut)
        {
            page.Raw(_body.Markup);
            return;
        }

        string words = FigureText.Describe(_body.Artefact);
        if (_isLeftOut)
        {
            page.Element("p", $"Left out, to keep the page small. {words}", ("class", "empty left-out")).Line();
            return;
        }

        string width = _body.Width > 0 ? $"width:{NumberText.Coordinate(_body.Width + Borders)}px;" : string.Empty;
        page.Open("div", ("class", "waiting"), ("style", $"{width}height:{NumberText.Coordinate(_body.Height + Borders)}px"));
        page.Element("p", words, ("class", "note")).Raw("<noscript><p class=\"note\">It is drawn where scripts may run.</p></noscript>");
        page.Raw("<script type=\"application/octet-stream\">").Raw(_packed!.Text).Raw("</script></div>\n");
    }
}
