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
            .. OfImages(report).DistinctBy(scores => (scores.Example, scores.Name)),
        ];
    }

    // Scores of patches have no tokens of their own: they are those of the attention, behind the special ones, which have no score.
    private static IEnumerable<ExplorerScores> OfImages(AnalysisReport report)
    {
        ImmutableArray<ImageOverlayFigure> figures =
            [.. report.Artefacts.OfType<ImageOverlayFigure>().Where(figure => figure.Id.Value.StartsWith("attribution/", StringComparison.Ordinal) && figure.FindProblem() is null)];
        ImmutableArray<HeadViewFigure> views = figures.IsEmpty ? [] : [.. report.Artefacts.OfType<HeadViewFigure>().Where(view => view.FindProblem() is null)];
        foreach (ImageOverlayFigure figure in figures)
        {
            int tokens = figure.Patches.First + (figure.Patches.Rows * figure.Patches.Columns);
            HeadViewFigure? view = views.FirstOrDefault(view => view.Address.Example == figure.Address.Example && view.Queries.Labels.Length == tokens);
            foreach (NamedScores panel in view is null ? [] : figure.Panels)
            {
                IEnumerable<float> missing = Enumerable.Repeat(float.NaN, figure.Patches.First);
                yield return new ExplorerScores(panel.Name, figure.Id, view!.Queries.Labels, panel with { Values = [.. missing, .. panel.Values] })
                {
                    Example = figure.Address.Example,
                };
            }
        }
    }

    private static bool Same(ExplorerScores scores, TokenStripFigure figure) =>
        scores.Example == figure.Address.Example && scores.Scores.Scale == figure.Scale && scores.Tokens.SequenceEqual(figure.Tokens)
        && scores.Scores.Values.SequenceEqual(figure.Scores);
}
