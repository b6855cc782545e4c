using System.Text;

namespace AttentionLens.Rendering.Tests;

/// <summary>Draws samples through the parts that the plugin registers.</summary>
internal static class Drawn
{
    public static byte[] Bytes(Artefact artefact, string format, RenderTheme theme = RenderTheme.Light)
    {
        ArtefactRenderer renderer = CollectingBuilder.Configured().Renderers.Single(candidate => candidate.Format == format && candidate.CanRender(artefact));
        using MemoryStream destination = new();
        renderer.Render(artefact, new RenderOptions { Theme = theme }, destination);
        return destination.ToArray();
    }

    public static string Text(Artefact artefact, string format, RenderTheme theme = RenderTheme.Light) =>
        Encoding.UTF8.GetString(Bytes(artefact, format, theme));

    public static string With(Artefact artefact, string format, RenderOptions options)
    {
        using MemoryStream destination = new();
        CollectingBuilder.Configured().Renderers.Single(candidate => candidate.Format == format).Render(artefact, options, destination);
        return Encoding.UTF8.GetString(destination.ToArray());
    }

    public static string Report(AnalysisReport report, string format, RenderTheme theme = RenderTheme.Light)
    {
        CollectingBuilder parts = CollectingBuilder.Configured();
        using MemoryStream destination = new();
        parts.ReportRenderers.Single(candidate => candidate.Format == format)
            .Render(report, parts.Renderers, new RenderOptions { Theme = theme }, destination);
        return Encoding.UTF8.GetString(destination.ToArray());
    }
}
