namespace AttentionLens.Rendering;

/// <summary>Draws matrices, head grids, token strips, overlays, comparisons, charts and tables as SVG.</summary>
internal sealed class SvgRenderer : ArtefactRenderer
{
    /// <inheritdoc/>
    public override string Format => "svg";

    /// <inheritdoc/>
    public override bool CanRender(Artefact artefact) => artefact
        is MatrixFigure or HeadGridFigure or TokenStripFigure or DataTable or ImageOverlayFigure or TokenComparisonFigure or ChartFigure;

    /// <inheritdoc/>
    public override void Render(Artefact artefact, RenderOptions options, Stream destination)
    {
        FigureChecks.Any(artefact);
        switch (artefact)
        {
            case MatrixFigure matrix:
                MatrixDrawing.Draw(matrix, options.Theme, destination);
                break;
            case HeadGridFigure grid:
                HeadGridDrawing.Draw(grid, options.Theme, destination);
                break;
            case TokenStripFigure strip:
                TokenStripDrawing.Draw(strip, options.Theme, destination);
                break;
            case DataTable table:
                DataTableDrawing.Draw(table, options.Theme, destination);
                break;
            case ImageOverlayFigure overlay:
                ImageOverlayDrawing.Draw(overlay, options.Theme, destination);
                break;
            case TokenComparisonFigure comparison:
                TokenComparisonDrawing.Draw(comparison, options.Theme, destination);
                break;
            case ChartFigure chart:
                ChartDrawing.Draw(chart, options.Theme, destination);
                break;
        }
    }
}
