namespace AttentionLens;

/// <summary>Writes a whole report as one document.</summary>
public abstract class ReportRenderer
{
    /// <summary>The format, which is also the file extension: <c>html</c>, <c>md</c> …</summary>
    public abstract string Format { get; }

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="renderers">Draws the report's artefacts; the first that can is used.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="destination">Takes the bytes.</param>
    public abstract void Render(
        AnalysisReport report, IReadOnlyList<ArtefactRenderer> renderers, RenderOptions options, Stream destination);
}
