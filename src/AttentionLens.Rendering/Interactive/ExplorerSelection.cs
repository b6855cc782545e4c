using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>What of a report's attention fits into a page, and in words what does not. Everything in two bytes a weight where that fits; else everything
/// in one byte; else the first figures that fit, of a single one the first tokens.</summary>
internal sealed class ExplorerSelection
{
    /// <summary>The most characters that all attention together takes in the page.</summary>
    public const int MostCharacters = 4_200_000;

    /// <summary>The most weights of a page, which bounds the work of writing and reading it.</summary>
    public const long MostCells = 16_000_000;

    private const long MostFullCells = 4_000_000;
    private const int MostNamed = 12;

    private ExplorerSelection(ImmutableArray<ExplorerAttention> attentions, ImmutableArray<string> thinned) =>
        (Attentions, Thinned) = (attentions, thinned);

    /// <summary>The attention that the page holds.</summary>
    public ImmutableArray<ExplorerAttention> Attentions { get; }

    /// <summary>What was left out or made coarser, a sentence each; empty where nothing was.</summary>
    public ImmutableArray<string> Thinned { get; }

    /// <summary>Selects from a report. Figures whose data do not fit together are left to the part of the page that says so.</summary>
    /// <param name="report">The report.</param>
    /// <param name="mostCharacters">The most characters that all attention together takes.</param>
    public static ExplorerSelection Of(AnalysisReport report, int mostCharacters = MostCharacters)
    {
        ImmutableArray<HeadViewFigure> figures =
            [.. report.Artefacts.OfType<HeadViewFigure>().Where(figure => figure.FindProblem() is null && ExplorerAttention.Cells(figure, int.MaxValue) > 0)];
        return InFull(figures, mostCharacters) is { } full ? new ExplorerSelection(full, []) : Thin(figures, mostCharacters);
    }

    private static ImmutableArray<ExplorerAttention>? InFull(ImmutableArray<HeadViewFigure> figures, int mostCharacters)
    {
        if (figures.Sum(figure => ExplorerAttention.Cells(figure, int.MaxValue)) > MostFullCells)
        {
            return null;
        }

        List<ExplorerAttention> kept = [];
        long characters = 0;
        foreach (HeadViewFigure figure in figures)
        {
            kept.Add(ExplorerAttention.Of(figure, int.MaxValue, AttentionCodes.Full));
            characters += kept[^1].Packed.Length;
            if (characters > mostCharacters)
            {
                return null;
            }
        }

        return [.. kept];
    }

    private static ExplorerSelection Thin(ImmutableArray<HeadViewFigure> figures, int mostCharacters)
    {
        List<ExplorerAttention> kept = [];
        List<HeadViewFigure> left = [];
        long characters = 0;
        long cells = 0;
        foreach (HeadViewFigure figure in figures)
        {
            int tokens = kept.Count > 0 ? int.MaxValue : TokensWithin(figure);
            long more = ExplorerAttention.Cells(figure, tokens);
            ExplorerAttention? candidate = null;
            if (cells + more <= MostCells)
            {
                cells += more;
                candidate = ExplorerAttention.Of(figure, tokens, AttentionCodes.Short);
                while (kept.Count == 0 && candidate.Packed.Length > mostCharacters)
                {
                    tokens = Math.Max(candidate.Queries, candidate.Keys) * 7 / 8;
                    candidate = ExplorerAttention.Of(figure, tokens, AttentionCodes.Short);
                }
            }

            if (candidate is not null && characters + candidate.Packed.Length <= mostCharacters)
            {
                kept.Add(candidate);
                characters += candidate.Packed.Length;
            }
            else
            {
                left.Add(figure);
            }
        }

        return new ExplorerSelection([.. kept], [.. Words(kept, left)]);
    }

    private static int TokensWithin(HeadViewFigure figure)
    {
        int tokens = Math.Max(figure.Queries.Labels.Length, figure.Keys.Labels.Length);
        while (ExplorerAttention.Cells(figure, tokens) > MostCells / 2)
        {
            tokens = tokens * 15 / 16;
        }

        return tokens;
    }

    private static IEnumerable<string> Words(List<ExplorerAttention> kept, List<HeadViewFigure> left)
    {
        yield return "Weights are kept in 8 bits on a square-root scale: each is off by at most 0.004.";
        foreach (ExplorerAttention attention in kept)
        {
            int tokens = Math.Max(attention.Figure.Queries.Labels.Length, attention.Figure.Keys.Labels.Length);
            int most = Math.Max(attention.Queries, attention.Keys);
            if (most < tokens)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"Of {VisibleText.Of(attention.Figure.Title)}, {NumberText.Count(tokens)} tokens long, the first {NumberText.Count(most)} are here.");
            }
        }

        if (left.Count > 0)
        {
            string names = string.Join("; ", left.Take(MostNamed).Select(figure => VisibleText.Of(figure.Title)));
            string more = left.Count > MostNamed ? $"; and {NumberText.Count(left.Count - MostNamed)} more" : string.Empty;
            yield return $"Left out, to keep the page small: {names}{more}. Each has its figure below.";
        }
    }
}
