namespace AttentionLens.Rendering;

/// <summary>Shows the matrices of many heads.</summary>
internal sealed class HeadGridView : FigureView<HeadGridFigure>
{
    /// <inheritdoc/>
    protected override string Shape(HeadGridFigure figure) =>
        $"{NumberText.Count(figure.Panels.Length, "heatmap", "heatmaps")} of {FigureText.Sides(figure.Rows, figure.Columns)}; {FigureText.Scale(figure.Scale)}.";

    /// <inheritdoc/>
    protected override void Draw(HeadGridFigure figure, RenderTheme theme, Stream destination) => HeadGridDrawing.Draw(figure, theme, destination);

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, HeadGridFigure figure)
    {
        int columns = figure.Columns.Labels.Length;
        var strongest = figure.Panels
            .SelectMany(panel => StrongestValues.Of(panel.Values, MarkdownPage.MostValues).Select(index => (Panel: panel, Index: index, Value: panel.Values[index])))
            .OrderByDescending(entry => Math.Abs(entry.Value))
            .ThenBy(entry => entry.Panel.Layer).ThenBy(entry => entry.Panel.Head).ThenBy(entry => entry.Index)
            .Take(MarkdownPage.MostValues);
        page.Strongest(
            (long)figure.Panels.Length * figure.Rows.Labels.Length * columns,
            [("layer", true), ("head", true), FigureText.Named(figure.Rows, "row"), FigureText.Named(figure.Columns, "column"), FigureText.Value(figure.Scale)],
            strongest.Select(entry => (IEnumerable<string>)
            [
                NumberText.Count(entry.Panel.Layer),
                entry.Panel.Name.Length == 0 ? NumberText.Count(entry.Panel.Head) : VisibleText.Of(entry.Panel.Name),
                VisibleText.Label(figure.Rows.Labels[entry.Index / columns]),
                VisibleText.Label(figure.Columns.Labels[entry.Index % columns]),
                NumberText.Short(entry.Value),
            ]));
    }
}
