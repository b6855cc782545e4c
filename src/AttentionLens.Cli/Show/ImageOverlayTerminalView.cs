namespace AttentionLens.Cli;

/// <summary>Shows the scores of the patches of an image.</summary>
internal sealed class ImageOverlayTerminalView : TerminalView<ImageOverlayFigure>
{
    private const int Largest = 32;

    /// <inheritdoc/>
    protected override void Write(Screen screen, ImageOverlayFigure figure)
    {
        int columns = figure.Patches.Columns;
        foreach (NamedScores scores in figure.Panels)
        {
            Raster raster = new(figure.Patches.Rows, columns, (row, column) => scores.Values[(row * columns) + column], Largest, Math.Min(Largest, screen.Width));
            Shades shades = screen.Shades(scores.Scale);
            screen.Text(string.Join(" · ", scores.Notes.Prepend(scores.Name)));
            screen.Lines(raster.Lines(shades));
            if (raster.Note.Length > 0)
            {
                screen.Text(raster.Note);
            }

            screen.Line(shades.Legend(screen.Width));
        }
    }
}
