namespace AttentionLens.Numerics;

/// <summary>Which keys each query sees, kept for as long as a computation needs it.</summary>
public sealed class AttentionMasking
{
    private readonly byte[] _keyMask;

    /// <summary>Creates a masking.</summary>
    /// <param name="keyMask">[batch, key], 1 where the key may be seen; empty where all may.</param>
    public AttentionMasking(ReadOnlySpan<byte> keyMask = default) => _keyMask = keyMask.ToArray();

    /// <summary>Whether query i sees only keys up to i + <see cref="CausalOffset"/>.</summary>
    public bool Causal { get; init; }

    /// <summary>The number of keys that stand before the first query.</summary>
    public int CausalOffset { get; init; }

    /// <summary>How many keys up to its own position a query sees; 0: no such bound.</summary>
    public int Window { get; init; }

    internal AttentionMask MaskWith(Tensor? bias) => new()
    {
        KeyMask = _keyMask,
        Causal = Causal,
        CausalOffset = CausalOffset,
        Window = Window,
        Bias = bias is null ? default : bias.Span,
    };

    internal void ClearMasked(AttentionShape shape, Span<float> signal)
    {
        if (_keyMask.Length == 0 && !Causal && Window == 0)
        {
            return;
        }

        int row = 0;
        for (int matrix = 0; matrix < shape.Batch * shape.Heads; matrix++)
        {
            int batch = matrix / shape.Heads;
            for (int query = 0; query < shape.Queries; query++, row++)
            {
                Span<float> keys = signal.Slice(row * shape.Keys, shape.Keys);
                for (int key = 0; key < keys.Length; key++)
                {
                    if (!Sees(batch, query, key, shape.Keys))
                    {
                        keys[key] = 0;
                    }
                }
            }
        }
    }

    private bool Sees(int batch, int query, int key, int keys) =>
        (_keyMask.Length == 0 || _keyMask[(batch * keys) + key] != 0)
        && (!Causal || key <= (long)query + CausalOffset)
        && (Window == 0 || key > (long)query + CausalOffset - Window);
}
