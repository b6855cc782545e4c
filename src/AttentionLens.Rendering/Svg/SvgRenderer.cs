namespace AttentionLens.Rendering;

/// <summary>Draws figures and tables as SVG.</summary>
internal sealed class SvgRenderer : ArtefactRenderer
{
    /// <inheritdoc/>
    public override string Format => "svg";

    /// <inheritdoc/>
    public override bool CanRender(Artefact artefact) => FigureViews.Find(artefact) is not null;

    /// <inheritdoc/>
    public override void Render(Artefact artefact, RenderOptions options, Stream destination)
    {
        OptionChecks.Any(options);
        FigureView view = FigureViews.Of(artefact);
        if (options is { Width: null, Height: null })
        {
            view.Draw(artefact, options, destination);
            return;
        }

        using MemoryStream drawing = new();
        view.Draw(artefact, options, drawing);
        destination.Write(SvgRoot.Fit(drawing.ToArray(), options.Width, options.Height));
    }
}
