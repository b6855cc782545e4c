using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>The attention of one figure as the explorer carries it.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Heads">Its heads by layer and number.</param>
/// <param name="Queries">How many of its queries are kept, from the first on.</param>
/// <param name="Keys">How many of its keys are kept, from the first on.</param>
/// <param name="Detail">How exactly the weights are kept.</param>
/// <param name="Packed">The weights, compressed, in base 64.</param>
internal sealed record ExplorerAttention(HeadViewFigure Figure, ImmutableArray<AttentionHead> Heads, int Queries, int Keys, AttentionDetail Detail, string Packed)
{
    // Weights look like chance, unless most of them are gone.
    private const int ShortestRepetition = 10;
    private const int FewLinks = 8;

    /// <summary>Keeps the first tokens of a figure; gives null where they would not fit.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="tokens">How many tokens of each side are kept.</param>
    /// <param name="detail">How exactly.</param>
    /// <param name="room">The most characters.</param>
    public static ExplorerAttention? Of(HeadViewFigure figure, int tokens, AttentionDetail detail, long room)
    {
        ImmutableArray<AttentionHead> heads = [.. figure.Heads.OrderBy(head => head.Layer).ThenBy(head => head.Head)];
        int queries = Math.Min(tokens, figure.Queries.Labels.Length);
        int keys = Math.Min(tokens, figure.Keys.Labels.Length);
        byte[] codes = AttentionCodes.Write(heads, queries, keys, detail);

        // Compressing takes far longer than finding out that it is no use.
        if (AttentionCodes.LeastCharacters(codes) > room)
        {
            return null;
        }

        string packed = Convert.ToBase64String(Zlib.Compress(codes, detail.Links > FewLinks ? ShortestRepetition : MatchFinder.Shortest));
        return packed.Length <= room ? new ExplorerAttention(figure, heads, queries, keys, detail, packed) : null;
    }

    /// <summary>How many weights a figure has, were its tokens cut to a number.</summary>
    public static long Cells(HeadViewFigure figure, int tokens) =>
        (long)figure.Heads.Length * Math.Min(tokens, figure.Queries.Labels.Length) * Math.Min(tokens, figure.Keys.Labels.Length);
}
