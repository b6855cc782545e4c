namespace AttentionLens.Numerics;

/// <summary>A learned number for each head, chosen by where query and key stand to each other, added to the scores.</summary>
/// <remarks>Source: Raffel et al. 2020, section 2.1.</remarks>
public sealed class AttentionBias
{
    private readonly TensorParameter _table;
    private readonly int[] _buckets;

    /// <summary>Creates a bias.</summary>
    /// <param name="table">[bucket, head].</param>
    /// <param name="buckets">[query, key], the bucket of each pair; kept, not copied.</param>
    public AttentionBias(TensorParameter table, int[] buckets)
    {
        _table = table;
        _buckets = buckets;
    }

    /// <summary>The bias as [head, query, key]; the caller owns the handle.</summary>
    internal Tensor Expand()
    {
        int heads = _table.Shape[1];
        ReadOnlySpan<float> table = _table.Values;
        Tensor bias = Tensor.Rent(heads, _buckets.Length);
        Span<float> values = bias.Span;
        for (int head = 0; head < heads; head++)
        {
            for (int pair = 0; pair < _buckets.Length; pair++)
            {
                values[(head * _buckets.Length) + pair] = table[(_buckets[pair] * heads) + head];
            }
        }

        return bias;
    }

    /// <summary>Adds the gradient of the table, given that of the scores, [batch, head, query, key].</summary>
    internal void AddGradient(ReadOnlySpan<float> scores, WeightGradients gradients)
    {
        Span<float> place = gradients.Place(_table, out bool accumulate);
        if (!accumulate)
        {
            place.Clear();
        }

        int heads = _table.Shape[1];
        for (int start = 0, head = 0; start < scores.Length; start += _buckets.Length, head = (head + 1) % heads)
        {
            for (int pair = 0; pair < _buckets.Length; pair++)
            {
                place[(_buckets[pair] * heads) + head] += scores[start + pair];
            }
        }
    }
}
