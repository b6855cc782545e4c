using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Shows an image in half blocks, and the same under the colours of its patches' scores; without colours the scores alone.</summary>
internal sealed class ImageOverlayTerminalView : TerminalView<ImageOverlayFigure>
{
    private const int Gap = 2;
    private const int Largest = 32;
    private const int MostOutlined = 12;

    /// <inheritdoc/>
    protected override void Write(Screen screen, ImageOverlayFigure figure)
    {
        if (screen.HasColors)
        {
            WritePictures(screen, figure);
        }
        else
        {
            WriteLetters(screen, figure);
        }

        if (!figure.Outlines.IsEmpty)
        {
            IEnumerable<string> outlined = figure.Outlines.Take(MostOutlined).Select(cell => $"row {ShownText.Count(cell.Row)} column {ShownText.Count(cell.Column)}");
            screen.Text($"outlined: {string.Join(", ", outlined)}{(figure.Outlines.Length > MostOutlined ? " …" : string.Empty)}", screen.Faint);
        }
    }

    private static void WritePictures(Screen screen, ImageOverlayFigure figure)
    {
        List<(string Name, NamedScores? Scores)> pictures = [("input", null), .. figure.Panels.Select(scores => (ShownText.Label(scores.Name), (NamedScores?)scores))];
        int side = Math.Min(Largest, screen.Width);
        int across = Math.Max(1, (screen.Width + Gap) / (side + Gap));
        foreach ((string Name, NamedScores? Scores)[] group in pictures.Chunk(across))
        {
            HalfBlockImage[] images = [.. group.Select(entry => new HalfBlockImage(figure, entry.Scores, screen.Theme, side))];
            screen.Line(group.Select(entry => new Segment(ShownText.Fit(entry.Name, side) + new string(' ', Gap), screen.Strong)));
            screen.Lines(Enumerable.Range(0, images[0].Lines).Select(line =>
                images.SelectMany(image => image.Line(line).Append(new Segment(new string(' ', side - image.Width + Gap))))));
        }

        foreach (NamedScores scores in figure.Panels)
        {
            SetHeading.Write(screen, scores);
            screen.Line(screen.Shades(scores.Scale with { Kind = ColorScaleKind.Diverging }).Legend(screen.Width));
        }
    }

    private static void WriteLetters(Screen screen, ImageOverlayFigure figure)
    {
        int columns = figure.Patches.Columns;
        foreach (NamedScores scores in figure.Panels)
        {
            Raster raster = new(figure.Patches.Rows, columns, (row, column) => scores.Values[(row * columns) + column], Largest, Math.Min(Largest, screen.Width / 2));
            Shades shades = screen.Shades(scores.Scale);
            SetHeading.Write(screen, scores);
            screen.Lines(Enumerable.Range(0, raster.Height).Select(row =>
                Enumerable.Range(0, raster.Width).Select(column => new Segment(new string(shades.Letter(raster[row, column]), 2))).Prepend(new Segment("│")).Append(new Segment("│"))));
            if (raster.Note.Length > 0)
            {
                screen.Text(raster.Note);
            }

            screen.Line(shades.Legend(screen.Width));
        }
    }
}
