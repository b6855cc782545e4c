namespace AttentionLens.Numerics;

/// <summary>Scaled dot-product attention. Source: Vaswani et al. 2017, eq. 1; shared key/value heads: Ainslie et al. 2023.</summary>
public static unsafe class AttentionKernel
{
    /// <summary>Computes z = softmax(scale · q kᵀ + bias, masked) v.</summary>
    /// <param name="s">The extents.</param>
    /// <param name="scale">The factor on the scores, usually 1/√headWidth.</param>
    /// <param name="q">[batch, query, head, headWidth].</param>
    /// <param name="k">[batch, key, keyValueHead, headWidth], the key axis as long as <see cref="AttentionShape.KeyRoom"/>.</param>
    /// <param name="v">As <paramref name="k"/>.</param>
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
        long queryLength = Demand.Product(s.Batch, s.Queries, s.Heads, s.HeadWidth);
        long keyLength = Demand.Product(s.Batch, s.KeyStride, s.KeyValueHeads, s.HeadWidth);
        long patternLength = Demand.Product(s.Batch, s.Heads, s.Queries, s.Keys);
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

        fixed (float* qStart = q, kStart = k, vStart = v, zStart = z, patternStart = pattern, biasStart = mask.Bias)
        fixed (byte* keyMaskStart = mask.KeyMask)
        {
            AttentionTask task = new()
            {
                Shape = s,
                Scale = scale,
                Queries = qStart,
                Keys = kStart,
                Values = vStart,
                Result = zStart,
                Pattern = patternStart,
                Mask = new MaskRows(s, mask, keyMaskStart, biasStart),
            };
            task.Run();
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
        Demand.Length(scores.Length, Demand.Product(s.Batch, s.Heads, s.Queries, s.Keys), nameof(scores));
        if (s.Batch == 0 || s.Queries == 0 || s.Keys == 0)
        {
            return;
        }

        fixed (float* scoreStart = scores, biasStart = mask.Bias)
        fixed (byte* keyMaskStart = mask.KeyMask)
        {
            new MaskRows(s, mask, keyMaskStart, biasStart).Apply(scoreStart);
        }
    }

    private static void Check(in AttentionShape s, in AttentionMask mask)
    {
        bool negative = s.Batch < 0 || s.Queries < 0 || s.Keys < 0 || s.HeadWidth < 0;
        bool cramped = s.KeyRoom != 0 && s.KeyRoom < s.Keys;
        if (negative || cramped || s.KeyValueHeads < 1 || s.Heads < 1 || s.Heads % s.KeyValueHeads != 0)
        {
            throw new ArgumentException(
                $"{s} is impossible: extents are not negative, the keys have room and the key/value heads divide the heads.", nameof(s));
        }

        Demand.NotNegative(mask.Window, nameof(mask));
        Demand.LengthOrEmpty(mask.KeyMask.Length, (long)s.Batch * s.Keys, nameof(AttentionMask.KeyMask));
        Demand.LengthOrEmpty(mask.Bias.Length, Demand.Product(1, s.Heads, s.Queries, s.Keys), nameof(AttentionMask.Bias));
    }
}
