using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>One method's scores of one text, as the explorer shows them beside the attention.</summary>
/// <param name="Name">The method.</param>
/// <param name="Figure">The figure that they come from.</param>
/// <param name="Tokens">The tokens.</param>
/// <param name="Scores">The scores, one for each token.</param>
internal sealed record ExplorerScores(string Name, ArtefactId Figure, ImmutableArray<string> Tokens, NamedScores Scores)
{
    /// <summary>The example that they belong to, or null.</summary>
    public long? Example { get; init; }

    /// <summary>The scores of a report: those of methods side by side, and of single figures whose scores stand in none of them.</summary>
    public static ImmutableArray<ExplorerScores> All(AnalysisReport report)
    {
        ImmutableArray<ExplorerScores> together =
        [
            .. from figure in report.Artefacts.OfType<TokenComparisonFigure>()
               where figure.FindProblem() is null
               from row in figure.Rows
               select new ExplorerScores(row.Name, figure.Id, figure.Tokens, row) { Example = figure.Address.Example },
        ];
        return
        [
            .. together,
            .. from figure in report.Artefacts.OfType<TokenStripFigure>()
               where figure.FindProblem() is null && !together.Any(scores => Same(scores, figure))
               let name = figure.Title
               select new ExplorerScores(name, figure.Id, figure.Tokens, new NamedScores(name, figure.Scores, figure.Scale)) { Example = figure.Address.Example },
        ];
    }

    private static bool Same(ExplorerScores scores, TokenStripFigure figure) =>
        scores.Example == figure.Address.Example && scores.Scores.Scale == figure.Scale && scores.Tokens.SequenceEqual(figure.Tokens)
        && scores.Scores.Values.SequenceEqual(figure.Scores);
}
