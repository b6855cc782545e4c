using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>What one layer moves between tokens.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Shares">The share of what a token holds behind the layer that comes from each token before it, [to, from] in row-major order: from 0 to 1, each
/// row with a sum of at most 1.</param>
public sealed record FlowLayer(int Layer, ImmutableArray<float> Shares);
