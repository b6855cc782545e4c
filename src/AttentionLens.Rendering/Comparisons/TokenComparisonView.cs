namespace AttentionLens.Rendering;

/// <summary>Shows several sets of scores of one text.</summary>
internal sealed class TokenComparisonView : FigureView<TokenComparisonFigure>
{
    /// <inheritdoc/>
    protected override string Shape(TokenComparisonFigure figure) =>
        $"{NumberText.Count(figure.Tokens.Length, "token", "tokens")} with scores side by side: {FigureText.Names(figure.Rows)}.";

    /// <inheritdoc/>
    protected override void Draw(TokenComparisonFigure figure, RenderTheme theme, Stream destination) => TokenComparisonDrawing.Draw(figure, theme, destination);

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, TokenComparisonFigure figure) => MarkdownComparison.Append(page, figure);
}
