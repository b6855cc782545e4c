using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>What of a report's attention fits into a page, and in words what does not. Everything as exactly as it fits; where it does not fit at all, the first
/// figures that do, of a single one the first tokens.</summary>
internal sealed class ExplorerSelection
{
    /// <summary>The most characters that all attention together takes in a page that has nothing else.</summary>
    public const int MostCharacters = 4_200_000;

    /// <summary>The most weights of a page, which bounds the work of writing and reading it.</summary>
    public const long MostCells = 20_000_000;

    private const long MostFullCells = 4_000_000;
    private const long MostFirstCells = 8_000_000;
    private const int MostNamed = 12;
    private const int LargestShare = 2;

    private ExplorerSelection(ImmutableArray<ExplorerAttention> attentions, ImmutableArray<string> thinned) =>
        (Attentions, Thinned) = (attentions, thinned);

    /// <summary>No attention.</summary>
    public static ExplorerSelection None { get; } = new([], []);

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
        long cells = figures.Sum(figure => ExplorerAttention.Cells(figure, int.MaxValue));
        if (cells <= MostFullCells && All(figures, AttentionDetail.Full, mostCharacters) is { } full)
        {
            return new ExplorerSelection(full, []);
        }

        foreach (AttentionDetail detail in cells <= MostCells ? AttentionDetail.Coarser : [])
        {
            if (All(figures, detail, mostCharacters) is { } kept)
            {
                return new ExplorerSelection(kept, [.. detail.Words()]);
            }
        }

        return First(figures, AttentionDetail.Coarser[^1], mostCharacters);
    }

    private static ImmutableArray<ExplorerAttention>? All(ImmutableArray<HeadViewFigure> figures, AttentionDetail detail, int mostCharacters)
    {
        // Where the first cannot have its share by far, all need not be looked at.
        List<ExplorerAttention> kept = [];
        long room = mostCharacters;
        long cells = figures.Sum(figure => ExplorerAttention.Cells(figure, int.MaxValue));
        foreach (HeadViewFigure figure in figures)
        {
            long share = kept.Count == 0 && figures.Length > 1 ? Math.Min(room, LargestShare * room * ExplorerAttention.Cells(figure, int.MaxValue) / cells) : room;
            if (ExplorerAttention.Of(figure, int.MaxValue, detail, share) is not { } attention)
            {
                return null;
            }

            kept.Add(attention);
            room -= attention.Packed.Length;
        }

        return [.. kept];
    }

    private static ExplorerSelection First(ImmutableArray<HeadViewFigure> figures, AttentionDetail detail, int mostCharacters)
    {
        List<ExplorerAttention> kept = [];
        List<HeadViewFigure> left = [];
        long room = mostCharacters;
        long cells = 0;
        foreach (HeadViewFigure figure in figures)
        {
            int tokens = kept.Count > 0 ? int.MaxValue : TokensWithin(figure);
            long more = ExplorerAttention.Cells(figure, tokens);
            ExplorerAttention? candidate = null;
            if (cells + more <= MostCells)
            {
                cells += more;
                candidate = ExplorerAttention.Of(figure, tokens, detail, room);
                while (kept.Count == 0 && candidate is null && tokens > 1)
                {
                    tokens = Math.Min(tokens, Math.Max(figure.Queries.Labels.Length, figure.Keys.Labels.Length)) * 7 / 8;
                    candidate = ExplorerAttention.Of(figure, tokens, detail, room);
                }
            }

            if (candidate is not null)
            {
                kept.Add(candidate);
                room -= candidate.Packed.Length;
            }
            else
            {
                left.Add(figure);
            }
        }

        return new ExplorerSelection([.. kept], [.. Words(detail, kept, left)]);
    }

    private static int TokensWithin(HeadViewFigure figure)
    {
        int tokens = Math.Max(figure.Queries.Labels.Length, figure.Keys.Labels.Length);
        while (ExplorerAttention.Cells(figure, tokens) > MostFirstCells)
        {
            tokens = tokens * 15 / 16;
        }

        return tokens;
    }

    private static IEnumerable<string> Words(AttentionDetail detail, List<ExplorerAttention> kept, List<HeadViewFigure> left)
    {
        foreach (string sentence in detail.Words())
        {
            yield return sentence;
        }

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
