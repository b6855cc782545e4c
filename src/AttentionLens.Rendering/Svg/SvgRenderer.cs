namespace AttentionLens.Rendering;

/// <summary>Draws figures and tables as SVG.</summary>
internal sealed class SvgRenderer : ArtefactRenderer
{
    /// <inheritdoc/>
    public override string Format => "svg";

    /// <inheritdoc/>
    public override bool CanRender(Artefact artefact) => FigureViews.Find(artefact) is not null;

    /// <inheritdoc/>
    public override void Render(Artefact artefact, RenderOptions options, Stream destination) =>
        FigureViews.Of(artefact).Draw(artefact, options.Theme, destination);
}
