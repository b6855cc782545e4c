using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>The attention of all heads in one text, or from one text to another: a picture shows one layer as arcs from token to token, a page
/// that can be moved about shows every layer and head.
/// <para>Source: Vig 2019, "A Multiscale Visualization of Attention in the Transformer Model".</para></summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Queries">The tokens that attend.</param>
/// <param name="Keys">The tokens that are attended to.</param>
/// <param name="Heads">The heads, each with queries times keys weights.</param>
public sealed record HeadViewFigure(
    ArtefactId Id, string Title, AxisLabels Queries, AxisLabels Keys, ImmutableArray<AttentionHead> Heads) : Artefact(Id, Title)
{
    private const int MostHeads = 4096;

    /// <summary>The layer that a picture shows.</summary>
    /// <value>0 by default.</value>
    public int Layer { get; init; }

    /// <summary>Which sentence each query belongs to, from 0.</summary>
    /// <value>Empty by default: one sentence.</value>
    public ImmutableArray<int> QuerySentences { get; init; } = [];

    /// <summary>Which sentence each key belongs to, from 0.</summary>
    /// <value>Empty by default: one sentence.</value>
    public ImmutableArray<int> KeySentences { get; init; } = [];

    /// <inheritdoc/>
    public override string? FindProblem() =>
        ArtefactFit.Side(Queries, "queries") ?? ArtefactFit.Side(Keys, "keys")
        ?? ArtefactFit.List(Heads, "heads", MostHeads, "; publish several figures") ?? FindHeadProblem()
        ?? FindSentenceProblem(QuerySentences, Queries.Labels.Length, "query") ?? FindSentenceProblem(KeySentences, Keys.Labels.Length, "key")
        ?? (Heads.IsEmpty || Heads.Any(head => head.Layer == Layer) ? null : ArtefactFit.Invariant($"shows layer {Layer}, of which it has no head"));

    private string? FindHeadProblem()
    {
        HashSet<(int, int)> seen = [];
        return ArtefactFit.First(Heads, head =>
            head.Layer < 0 || head.Head < 0 || !seen.Add((head.Layer, head.Head))
                ? ArtefactFit.Invariant($"has layer {head.Layer} head {head.Head}, which is negative or there twice; expected each head once, from 0")
            : head.Weights is null || head.Weights.Queries != Queries.Labels.Length || head.Weights.Keys != Keys.Labels.Length
                ? ArtefactFit.Invariant($"has other weights for layer {head.Layer} head {head.Head} than {Queries.Labels.Length} queries times {Keys.Labels.Length} keys")
            : null);
    }

    private static string? FindSentenceProblem(ImmutableArray<int> sentences, int tokens, string side) =>
        sentences is { IsDefault: false, IsEmpty: true } ? null
        : ArtefactFit.Filled(sentences, tokens, $"{side} sentences", "one for each token")
            ?? (sentences.All(sentence => sentence >= 0) ? null : $"has a negative {side} sentence; expected them from 0");
}
