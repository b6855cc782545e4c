using System.Net;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Figures and reports as a notebook shows them below a cell.</summary>
internal static class NotebookHtml
{
    private static readonly SvgRenderer Svg = new();

    /// <summary>A figure with its heading and caption around the drawing; a report as a page of its own within the notebook, because its style is
    /// not for the notebook's texts.</summary>
    public static string? Of(object instance) => instance switch
    {
        Artefact artefact => FigureOf(artefact),
        AnalysisReport report => PageOf(report),
        _ => null,
    };

    /// <summary>A figure's drawing; null for everything else.</summary>
    public static string? SvgOf(object instance)
    {
        if (instance is not Artefact artefact || !Svg.CanRender(artefact) || artefact.FindProblem() is not null)
        {
            return null;
        }

        using MemoryStream drawing = new();
        Svg.Render(artefact, RenderOptions.Default, drawing);
        return Encoding.UTF8.GetString(drawing.ToArray());
    }

    private static string FigureOf(Artefact artefact)
    {
        (string? drawing, string? failure) = ReportArtefact.Draw(artefact, Svg.Format, [Svg], RenderOptions.Default, SvgInliner.Inline);
        string shown = drawing ?? $"<p>{Encoded(failure)}</p>";
        return $"<figure><figcaption><strong>{Encoded(VisibleText.Of(artefact.Title))}</strong> {Encoded(VisibleText.Prose(artefact.Caption))}</figcaption>{shown}</figure>";
    }

    private static string PageOf(AnalysisReport report)
    {
        using MemoryStream page = new();
        new HtmlReportRenderer().Render(report, [Svg], RenderOptions.Default, page);
        string document = Encoded(Encoding.UTF8.GetString(page.ToArray()));
        return $"<iframe title=\"Report\" sandbox=\"allow-scripts\" style=\"width:100%;height:800px;border:0\" srcdoc=\"{document}\"></iframe>";
    }

    private static string Encoded(string? text) => WebUtility.HtmlEncode(text ?? string.Empty);
}
