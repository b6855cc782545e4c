namespace AttentionLens.Rendering;

/// <summary>Draws matrices, head grids, token strips and tables as SVG.</summary>
internal sealed class SvgRenderer : ArtefactRenderer
{
    /// <inheritdoc/>
    public override string Format => "svg";

    /// <inheritdoc/>
    public override bool CanRender(Artefact artefact) => artefact is MatrixFigure or HeadGridFigure or TokenStripFigure or DataTable;

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
        }
    }
}
