namespace AttentionLens.Rendering;

/// <summary>Draws a figure without data: its title and a line that says so.</summary>
internal static class EmptyDrawing
{
    private const double Margin = 16;
    private const double Width = 420;
    private const double TextSize = 12;

    public static void Draw(Artefact artefact, RenderTheme theme, string message, Stream destination)
    {
        Heading heading = new(artefact.Title, Width - (2 * Margin));
        FigureSize size = new(Width, heading.Height + TextSize + 8 + (2 * Margin), heading.Height);
        using SvgCanvas canvas = new(destination, artefact, Ground.For(theme), size, FigureText.Describe(artefact));
        heading.Draw(canvas, Margin, Margin);
        canvas.Write(new Label(Margin, Margin + heading.Height + TextSize, message, TextSize) { Fill = canvas.Ground.Muted });
    }
}
