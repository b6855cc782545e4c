namespace AttentionLens.Cli;

/// <summary>Shows a text with a number behind each token.</summary>
internal sealed class TokenStripTerminalView : TerminalView<TokenStripFigure>
{
    /// <inheritdoc/>
    protected override void Write(Screen screen, TokenStripFigure figure) =>
        TokenLines.Write(screen, figure.Tokens, figure.Scores, screen.Shades(figure.Scale));
}
