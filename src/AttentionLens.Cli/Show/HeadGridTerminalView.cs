namespace AttentionLens.Cli;

/// <summary>Shows the maps of several heads as thumbnails.</summary>
internal sealed class HeadGridTerminalView : TerminalView<HeadGridFigure>
{
    private const int MostPanels = 48;

    /// <inheritdoc/>
    protected override void Write(Screen screen, HeadGridFigure figure)
    {
        if (figure.Panels.IsEmpty || figure.Rows.Labels.IsEmpty || figure.Columns.Labels.IsEmpty)
        {
            screen.Text("(no cells)");
            return;
        }

        int columns = figure.Columns.Labels.Length;
        int side = Thumbnails.Side(figure.Panels.Count(panel => panel.Layer == figure.Panels[0].Layer), screen.Width);
        Shades shades = screen.Shades(figure.Scale);
        List<(string Name, Raster Raster)> rasters =
        [
            .. figure.Panels.Take(MostPanels).Select(panel => (
                $"L{ShownText.Count(panel.Layer)}H{ShownText.Count(panel.Head)}",
                new Raster(figure.Rows.Labels.Length, columns, (row, column) => panel.Values[(row * columns) + column], side, side))),
        ];
        screen.Lines(Thumbnails.Lines(rasters, shades, side, screen.Width));
        if (figure.Panels.Length > MostPanels)
        {
            screen.Text($"… {ShownText.Count(figure.Panels.Length - MostPanels)} more heads");
        }

        if (rasters[0].Raster.Note is { Length: > 0 } note)
        {
            screen.Text(note);
        }

        screen.Line(shades.Legend(screen.Width));
    }
}
