namespace AttentionLens;

/// <summary>A head in a graph of heads.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Head">The head, from 0.</param>
public sealed record GraphNode(int Layer, int Head);
