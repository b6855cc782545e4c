namespace AttentionLens.Cli;

/// <summary>Shows several sets of scores of one text, one below the other.</summary>
internal sealed class TokenComparisonTerminalView : TerminalView<TokenComparisonFigure>
{
    private const int MostSets = 12;

    /// <inheritdoc/>
    protected override void Write(Screen screen, TokenComparisonFigure figure)
    {
        foreach (NamedScores scores in figure.Rows.Take(MostSets))
        {
            SetHeading.Write(screen, scores);
            TokenLines.Write(screen, figure.Tokens, scores.Values, screen.Shades(scores.Scale));
        }

        if (figure.Rows.Length > MostSets)
        {
            screen.Text($"… {ShownText.Count(figure.Rows.Length - MostSets)} more sets of scores");
        }
    }
}
