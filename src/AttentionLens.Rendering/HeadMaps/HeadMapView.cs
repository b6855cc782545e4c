namespace AttentionLens.Rendering;

/// <summary>Shows maps of heads.</summary>
internal sealed class HeadMapView : FigureView<HeadMapFigure>
{
    private const int MostHeads = 48;

    /// <summary>How true a map is, in one sentence.</summary>
    public static string Fit(HeadMapFigure figure) =>
        $"Distances: {(figure.Unit.Length == 0 ? "of patterns" : VisibleText.Of(figure.Unit))}; stress {NumberText.Fixed(figure.Stress, 3)} in the plane, {NumberText.Fixed(figure.SpaceStress, 3)} in space.";

    /// <summary>A head as the field writes it: layer, dot, head.</summary>
    public static string Name(HeadMapPoint point) => FormattableString.Invariant($"{point.Layer}.{point.Head}");

    /// <inheritdoc/>
    protected override string Shape(HeadMapFigure figure) =>
        $"Map of {NumberText.Count(figure.Points.Length, "head", "heads")} of {NumberText.Count(figure.Points.Select(point => point.Layer).Distinct().Count(), "layer", "layers")}. {Fit(figure)}";

    /// <inheritdoc/>
    protected override void Draw(HeadMapFigure figure, RenderTheme theme, Stream destination)
    {
        if (figure.Points.IsEmpty)
        {
            EmptyDrawing.Draw(figure, theme, "No heads to show.", destination);
            return;
        }

        new HeadMapDrawing(figure, theme).Draw(destination);
    }

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, HeadMapFigure figure)
    {
        page.Paragraph(Fit(figure));
        page.Table(
            [("head", false), ("x", true), ("y", true), ("z", true)],
            figure.Points.Take(MostHeads).Select(point => (IEnumerable<string>)[Name(point), NumberText.Short(point.X), NumberText.Short(point.Y), NumberText.Short(point.Z)]));
        if (figure.Points.Length > MostHeads)
        {
            page.Paragraph($"… {NumberText.Count(figure.Points.Length - MostHeads, "more head", "more heads")}");
        }
    }
}
