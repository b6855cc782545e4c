namespace AttentionLens.Numerics;

/// <summary>The extents of one attention operation.</summary>
/// <param name="Batch">Examples.</param>
/// <param name="Heads">Query heads.</param>
/// <param name="KeyValueHeads">Key/value heads; divides <paramref name="Heads"/>, and head h reads key/value head h / (Heads /
/// KeyValueHeads).</param>
/// <param name="Queries">Query positions.</param>
/// <param name="Keys">Key positions.</param>
/// <param name="HeadWidth">Values per head and position.</param>
public readonly record struct AttentionShape(int Batch, int Heads, int KeyValueHeads, int Queries, int Keys, int HeadWidth)
{
    /// <summary>How many key positions each example's keys and values have room for, at least <see cref="Keys"/>; what lies behind the
    /// last key is never read. 0: no more than the keys take.</summary>
    public int KeyRoom { get; init; }

    /// <summary>The key positions from one example to the next.</summary>
    internal int KeyStride => Math.Max(Keys, KeyRoom);
}
