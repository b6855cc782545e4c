namespace AttentionLens.Rendering;

/// <summary>Shows texts with a number behind each token.</summary>
internal sealed class TokenStripView : FigureView<TokenStripFigure>
{
    /// <inheritdoc/>
    protected override string Shape(TokenStripFigure figure) =>
        $"{NumberText.Count(figure.Tokens.Length, "token", "tokens")} with a score each; {FigureText.Scale(figure.Scale)}.";

    /// <inheritdoc/>
    protected override void Draw(TokenStripFigure figure, RenderTheme theme, Stream destination) => TokenStripDrawing.Draw(figure, theme, destination);

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, TokenStripFigure figure) => page.Strongest(
        figure.Scores.Length,
        [("position", true), ("token", false), FigureText.Value(figure.Scale)],
        StrongestValues.Of(figure.Scores, MarkdownPage.MostValues).Select(index => (IEnumerable<string>)
        [
            NumberText.Count(index), VisibleText.Label(figure.Tokens[index]), NumberText.Short(figure.Scores[index]),
        ]));
}
