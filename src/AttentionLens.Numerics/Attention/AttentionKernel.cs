namespace AttentionLens.Numerics;

/// <summary>Scaled dot-product attention. Source: Vaswani et al. 2017, eq. 1; shared key/value heads: Ainslie et al. 2023.</summary>
public static class AttentionKernel
{
    /// <summary>Computes z = softmax(scale · q kᵀ + bias, masked) v.</summary>
    /// <param name="s">The extents.</param>
    /// <param name="scale">The factor on the scores, usually 1/√headWidth.</param>
    /// <param name="q">[batch, query, head, headWidth].</param>
    /// <param name="k">[batch, key, keyValueHead, headWidth].</param>
    /// <param name="v">[batch, key, keyValueHead, headWidth].</param>
    /// <param name="mask">Which keys are seen, and the bias.</param>
    /// <param name="z">Receives [batch, query, head, headWidth]; must not overlap an operand.</param>
    /// <param name="pattern">Receives the probabilities [batch, head, query, key], or empty where nobody reads them.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs, or the shape is impossible.</exception>
    public static void Forward(
        AttentionShape s,
        float scale,
        ReadOnlySpan<float> q,
        ReadOnlySpan<float> k,
        ReadOnlySpan<float> v,
        in AttentionMask mask,
        Span<float> z,
        Span<float> pattern)
    {
        Check(s, mask);
        long queryLength = (long)s.Batch * s.Queries * s.Heads * s.HeadWidth;
        long keyLength = (long)s.Batch * s.Keys * s.KeyValueHeads * s.HeadWidth;
        long patternLength = (long)s.Batch * s.Heads * s.Queries * s.Keys;
        Demand.Length(q.Length, queryLength, nameof(q));
        Demand.Length(k.Length, keyLength, nameof(k));
        Demand.Length(v.Length, keyLength, nameof(v));
        Demand.Length(z.Length, queryLength, nameof(z));
        Demand.LengthOrEmpty(pattern.Length, patternLength, nameof(pattern));
        if (patternLength == 0)
        {
            z[..(int)queryLength].Clear();
            return;
        }

        using Tensor shares = Tensor.Rent(s.Batch, s.Heads, s.Queries, s.Keys);
        int group = s.Heads / s.KeyValueHeads;
        long queryRow = (long)s.Heads * s.HeadWidth;
        long keyRow = (long)s.KeyValueHeads * s.HeadWidth;
        BatchStrides queries = new(s.Queries * queryRow, s.HeadWidth, queryRow, 1);
        BatchStrides keys = new(s.Keys * keyRow, s.HeadWidth, 1, keyRow, group);
        BatchStrides values = new(s.Keys * keyRow, s.HeadWidth, keyRow, 1, group);
        BatchStrides scores = new((long)s.Heads * s.Queries * s.Keys, (long)s.Queries * s.Keys, s.Keys, 1);
        BatchedProductKernel.Multiply(s.Batch, s.Heads, s.Queries, s.Keys, s.HeadWidth, scale, q, queries, k, keys, shares.Span, scores, false);
        ApplyMask(s, mask, shares.Span);
        SoftmaxKernel.Forward(shares.Span, s.Batch * s.Heads * s.Queries, s.Keys, shares.Span);
        BatchedProductKernel.Multiply(s.Batch, s.Heads, s.Queries, s.HeadWidth, s.Keys, 1, shares.Span, scores, v, values, z, queries, false);
        if (!pattern.IsEmpty)
        {
            shares.Span.CopyTo(pattern);
        }
    }

    /// <summary>Adds the bias to scores and sets those of unseen keys to <see cref="float.MinValue"/>.</summary>
    /// <param name="s">The extents.</param>
    /// <param name="mask">Which keys are seen, and the bias.</param>
    /// <param name="scores">[batch, head, query, key], changed in place.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs, or the shape is impossible.</exception>
    public static void ApplyMask(AttentionShape s, in AttentionMask mask, Span<float> scores)
    {
        Check(s, mask);
        Demand.Length(scores.Length, (long)s.Batch * s.Heads * s.Queries * s.Keys, nameof(scores));
        int place = 0;
        for (int example = 0; example < s.Batch; example++)
        {
            for (int head = 0; head < s.Heads; head++)
            {
                for (int query = 0; query < s.Queries; query++)
                {
                    for (int key = 0; key < s.Keys; key++, place++)
                    {
                        float bias = mask.Bias.IsEmpty ? 0 : mask.Bias[(((head * s.Queries) + query) * s.Keys) + key];
                        bool seen = (mask.KeyMask.IsEmpty || mask.KeyMask[(example * s.Keys) + key] != 0)
                            && (!mask.Causal || key <= (long)query + mask.CausalOffset)
                            && (mask.Window == 0 || key > (long)query + mask.CausalOffset - mask.Window);
                        scores[place] = seen ? scores[place] + bias : float.MinValue;
                    }
                }
            }
        }
    }

    private static void Check(in AttentionShape s, in AttentionMask mask)
    {
        if (s.Batch < 0 || s.Queries < 0 || s.Keys < 0 || s.HeadWidth < 0 || s.KeyValueHeads < 1 || s.Heads < 1 || s.Heads % s.KeyValueHeads != 0)
        {
            throw new ArgumentException($"{s} is impossible: extents are not negative and the key/value heads divide the heads.", nameof(s));
        }

        Demand.NotNegative(mask.Window, nameof(mask));
        Demand.LengthOrEmpty(mask.KeyMask.Length, (long)s.Batch * s.Keys, nameof(AttentionMask.KeyMask));
        Demand.LengthOrEmpty(mask.Bias.Length, (long)s.Heads * s.Queries * s.Keys, nameof(AttentionMask.Bias));
    }
}
