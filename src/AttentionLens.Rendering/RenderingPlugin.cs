using AttentionLens;
using AttentionLens.Rendering;

[assembly: LensPlugin(typeof(RenderingPlugin))]

namespace AttentionLens.Rendering;

/// <summary>Adds the renderers that come with AttentionLens: artefacts as SVG, Markdown and HTML, reports as HTML and Markdown, and
/// PNG and PDF through librsvg.</summary>
public sealed class RenderingPlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder)
    {
        builder.AddRenderer<SvgRenderer>();
        builder.AddRenderer<MarkdownRenderer>();
        builder.AddRenderer<HtmlFigureRenderer>();
        builder.AddReportRenderer<HtmlReportRenderer>();
        builder.AddReportRenderer<MarkdownReportRenderer>();
        builder.AddRasterizer<RsvgRasterizer>();
    }
}
