namespace AttentionLens;

/// <summary>One head's attention within a figure.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Head">The head, from 0.</param>
/// <param name="Weights">Its probabilities [query, key].</param>
public sealed record AttentionHead(int Layer, int Head, AttentionWeights Weights);
