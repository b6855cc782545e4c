namespace AttentionLens.Numerics;

/// <summary>The extents of one attention operation.</summary>
/// <param name="Batch">Examples.</param>
/// <param name="Heads">Query heads.</param>
/// <param name="KeyValueHeads">Key/value heads; divides <paramref name="Heads"/>, and head h reads key/value head h / (Heads /
/// KeyValueHeads).</param>
/// <param name="Queries">Query positions.</param>
/// <param name="Keys">Key positions.</param>
/// <param name="HeadWidth">Values per head and position.</param>
public readonly record struct AttentionShape(int Batch, int Heads, int KeyValueHeads, int Queries, int Keys, int HeadWidth);
