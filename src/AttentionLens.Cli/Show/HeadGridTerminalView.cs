namespace AttentionLens.Cli;

/// <summary>Shows the maps of many heads as thumbnails, layer by layer.</summary>
internal sealed class HeadGridTerminalView : TerminalView<HeadGridFigure>
{
    private const int MostLayers = 32;
    private const int LeastOfOneLayer = 10;

    /// <inheritdoc/>
    protected override void Write(Screen screen, HeadGridFigure figure)
    {
        if (figure.Panels.IsEmpty || figure.Rows.Labels.IsEmpty || figure.Columns.Labels.IsEmpty)
        {
            screen.Text("(no cells)");
            return;
        }

        int columns = figure.Columns.Labels.Length;
        HeadPanel[][] layers = [.. figure.Panels.GroupBy(panel => panel.Layer).Select(layer => layer.ToArray())];

        // One map of each layer makes no rows.
        layers = layers.Length <= MostLayers && layers.All(layer => layer.Length == 1) ? [[.. figure.Panels]] : layers;
        Shades shades = screen.Shades(figure.Scale);
        Thumbnails thumbnails = new(screen, shades, layers.Max(layer => layer.Length), columns, layers.Length == 1 ? LeastOfOneLayer : 0);
        foreach (HeadPanel[] layer in layers.Take(MostLayers))
        {
            thumbnails.Write(layer.Select((panel, place) => (
                HeadName.Of(panel.Layer, panel.Head, panel.Name, isFirst: place == 0 || panel.Layer != layer[0].Layer),
                new Raster(figure.Rows.Labels.Length, columns, (row, column) => panel.Values[(row * columns) + column], thumbnails.Side, thumbnails.Side))));
        }

        screen.Omitted(layers.Length - MostLayers, "layers");
        HeadName.WriteNote(screen, figure.Rows, figure.Columns, thumbnails.Side);
        screen.Line(shades.Legend(screen.Width));
    }
}
