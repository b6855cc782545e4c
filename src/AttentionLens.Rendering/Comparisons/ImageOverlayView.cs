namespace AttentionLens.Rendering;

/// <summary>Shows images under the scores of their patches.</summary>
internal sealed class ImageOverlayView : FigureView<ImageOverlayFigure>
{
    /// <inheritdoc/>
    protected override string Shape(ImageOverlayFigure figure) =>
        $"Image of {figure.Image.Width} by {figure.Image.Height} pixels in {figure.Patches.Rows} by {figure.Patches.Columns} patches"
        + (figure.Outlines.IsEmpty ? string.Empty : $", {NumberText.Count(figure.Outlines.Length, "of them", "of them")} outlined")
        + $", each with a score: {FigureText.Names(figure.Panels)}.";

    /// <inheritdoc/>
    protected override void Draw(ImageOverlayFigure figure, RenderTheme theme, Stream destination) => ImageOverlayDrawing.Draw(figure, theme, destination);

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, ImageOverlayFigure figure) => MarkdownComparison.Append(page, figure);
}
