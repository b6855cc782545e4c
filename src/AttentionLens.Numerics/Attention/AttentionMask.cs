namespace AttentionLens.Numerics;

/// <summary>Which keys a query sees, and what is added to its scores. Conditions combine: a key is seen where all of them allow it.
/// The score of an unseen key becomes <see cref="float.MinValue"/>, so a query that sees nothing attends to all keys alike.</summary>
public readonly ref struct AttentionMask
{
    /// <summary>[batch, key], 0 = nobody sees the key; empty: all keys are seen.</summary>
    public ReadOnlySpan<byte> KeyMask { get; init; }

    /// <summary>Whether query i sees only keys up to i + <see cref="CausalOffset"/>.</summary>
    public bool Causal { get; init; }

    /// <summary>The distance between the numbering of queries and of keys: the number of keys before the first query.</summary>
    public int CausalOffset { get; init; }

    /// <summary>How many keys up to its own position a query sees: keys above i + <see cref="CausalOffset"/> − window; 0: no
    /// such bound.</summary>
    public int Window { get; init; }

    /// <summary>[head, query, key], added to the scaled scores; empty: nothing is added.</summary>
    public ReadOnlySpan<float> Bias { get; init; }
}
