namespace AttentionLens.Rendering;

/// <summary>Shows how one head comes from a query to its attention.</summary>
internal sealed class NeuronView : FigureView<NeuronViewFigure>
{
    /// <inheritdoc/>
    protected override string Shape(NeuronViewFigure figure) =>
        $"The query of {Reading.Isolated(VisibleText.Label(figure.QueryToken))} with {NumberText.Count(figure.Query.Length, "element", "elements")}, "
        + $"and for each of {NumberText.Count(figure.Weights.Length, "key", "keys")} its elements, their products with the query's, the score and the probability.";

    /// <inheritdoc/>
    protected override void Draw(NeuronViewFigure figure, RenderTheme theme, Stream destination) => NeuronDrawing.Draw(figure, theme, destination);

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, NeuronViewFigure figure)
    {
        NeuronRows rows = new(figure);
        page.Strongest(
            figure.Weights.Length,
            [FigureText.Named(figure.Keys, "key"), ("q · k", true), ("score", true), ("probability", true)],
            StrongestValues.Of(figure.Weights, MarkdownPage.MostValues).Select(key => (Key: key, Row: rows.Keys.IndexOf(key))).Select(entry => (IEnumerable<string>)
            [
                VisibleText.Label(figure.Keys.Labels[entry.Key]),
                NumberText.Short(rows.Dot(entry.Row)),
                rows.Score(entry.Row),
                NumberText.Short(figure.Weights[entry.Key]),
            ]));
    }
}
