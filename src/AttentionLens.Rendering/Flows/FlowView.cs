namespace AttentionLens.Rendering;

/// <summary>Shows what flows from token to token across layers.</summary>
internal sealed class FlowView : FigureView<FlowFigure>
{
    /// <inheritdoc/>
    protected override string Shape(FlowFigure figure) =>
        $"Flow between {NumberText.Count(figure.Tokens.Labels.Length, "token", "tokens")} across {NumberText.Count(figure.Layers.Length, "layer", "layers")}, "
        + "from the input on the left to what is explained on the right; the thickness of a ribbon is its share of the whole.";

    /// <inheritdoc/>
    protected override void Draw(FlowFigure figure, RenderTheme theme, Stream destination) => FlowDrawing.Draw(figure, theme, destination);

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, FlowFigure figure)
    {
        double[] inputs = new FlowAmounts(figure).Held(0).ToArray();
        page.Strongest(
            inputs.Length,
            [("position", true), FigureText.Named(figure.Tokens, "token"), ("share of the whole", true)],
            StrongestValues.Of([.. inputs.Select(share => (float)share)], MarkdownPage.MostValues).Select(index => (IEnumerable<string>)
            [
                NumberText.Count(index), VisibleText.Label(figure.Tokens.Labels[index]), NumberText.Short(inputs[index]),
            ]));
    }
}
