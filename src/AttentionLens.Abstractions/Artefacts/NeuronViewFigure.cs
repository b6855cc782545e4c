using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>How one head comes to its attention from one query: the query, each key, their product element by element, the score and the probability.
/// <para>Source: Vig 2019, "A Multiscale Visualization of Attention in the Transformer Model".</para></summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="QueryToken">The token that attends.</param>
/// <param name="Keys">The tokens that it may attend to.</param>
/// <param name="Query">The query, [head width].</param>
/// <param name="KeyVectors">The keys, [key, head width] in row-major order.</param>
/// <param name="Scores">The scaled score of each key before softmax, with all that positions add to it.</param>
/// <param name="Weights">The probability of each key.</param>
public sealed record NeuronViewFigure(
    ArtefactId Id,
    string Title,
    string QueryToken,
    AxisLabels Keys,
    ImmutableArray<float> Query,
    ImmutableArray<float> KeyVectors,
    ImmutableArray<float> Scores,
    ImmutableArray<float> Weights) : Artefact(Id, Title)
{
    private const int WidestHead = 1024;

    /// <inheritdoc/>
    public override string? FindProblem() =>
        (QueryToken is null ? "has no query token; give a text" : null)
        ?? ArtefactFit.Side(Keys, "keys") ?? ArtefactFit.List(Query, "elements of the query", WidestHead)
        ?? ArtefactFit.Filled(
            KeyVectors, (long)Keys.Labels.Length * Query.Length, "elements of keys", ArtefactFit.Invariant($"{Keys.Labels.Length} keys times {Query.Length} elements"))
        ?? ArtefactFit.Filled(Scores, Keys.Labels.Length, "scores", "one for each key")
        ?? ArtefactFit.Filled(Weights, Keys.Labels.Length, "weights", "one for each key");
}
