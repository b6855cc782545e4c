namespace AttentionLens.Cli;

/// <summary>Shows the heads of one layer as thumbnails.</summary>
internal sealed class HeadViewTerminalView : TerminalView<HeadViewFigure>
{
    /// <inheritdoc/>
    protected override void Write(Screen screen, HeadViewFigure figure)
    {
        List<AttentionHead> heads = [.. figure.Heads.Where(head => head.Layer == figure.Layer)];
        int queries = figure.Queries.Labels.Length;
        int keys = figure.Keys.Labels.Length;
        if (heads.Count == 0 || queries == 0 || keys == 0)
        {
            screen.Text("(no cells)");
            return;
        }

        int side = Thumbnails.Side(heads.Count, screen.Width);
        Shades shades = screen.Shades(ColorScale.Probability);
        List<(string Name, Raster Raster)> rasters =
        [
            .. heads.Select(head => (
                $"L{ShownText.Count(head.Layer)}H{ShownText.Count(head.Head)}",
                new Raster(queries, keys, (query, key) => head.Weights[query, key], side, side))),
        ];
        screen.Lines(Thumbnails.Lines(rasters, shades, side, screen.Width));
        if (figure.Heads.Length > heads.Count)
        {
            screen.Text($"… {ShownText.Count(figure.Heads.Length - heads.Count)} more heads of other layers");
        }

        if (rasters[0].Raster.Note is { Length: > 0 } note)
        {
            screen.Text(note);
        }

        screen.Line(shades.Legend(screen.Width));
    }
}
