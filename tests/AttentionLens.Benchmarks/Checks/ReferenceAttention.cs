using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>Attention in double precision, query by query.</summary>
public static class ReferenceAttention
{
    /// <summary>Scores with bias and mask, [batch, head, query, key].</summary>
    public static double[] Scores(AttentionShape s, double scale, ReadOnlySpan<float> q, ReadOnlySpan<float> k, in AttentionMask mask)
    {
        double[] scores = new double[s.Batch * s.Heads * s.Queries * s.Keys];
        for (int index = 0; index < scores.Length; index++)
        {
            int key = index % s.Keys, query = index / s.Keys % s.Queries, head = index / s.Keys / s.Queries % s.Heads;
            int example = index / s.Keys / s.Queries / s.Heads;
            int from = ((((example * s.Queries) + query) * s.Heads) + head) * s.HeadWidth;
            int to = ((((example * s.Keys) + key) * s.KeyValueHeads) + (head / (s.Heads / s.KeyValueHeads))) * s.HeadWidth;
            double sum = 0;
            for (int column = 0; column < s.HeadWidth; column++)
            {
                sum += (double)q[from + column] * k[to + column];
            }

            double bias = mask.Bias.IsEmpty ? 0 : mask.Bias[(((head * s.Queries) + query) * s.Keys) + key];
            scores[index] = Sees(mask, s, example, query, key) ? (sum * scale) + bias : float.MinValue;
        }

        return scores;
    }

    public static double[] Pattern(AttentionShape s, double[] scores)
    {
        double[] pattern = new double[scores.Length];
        for (int row = 0; row < scores.Length / Math.Max(1, s.Keys); row++)
        {
            ReferenceRows.Softmax(scores.AsSpan(row * s.Keys, s.Keys), pattern.AsSpan(row * s.Keys, s.Keys));
        }

        return pattern;
    }

    /// <summary>The weighted values, [batch, query, head, headWidth].</summary>
    public static double[] Output(AttentionShape s, double[] pattern, ReadOnlySpan<float> v)
    {
        double[] z = new double[s.Batch * s.Queries * s.Heads * s.HeadWidth];
        for (int index = 0; index < z.Length; index++)
        {
            int column = index % s.HeadWidth, head = index / s.HeadWidth % s.Heads, query = index / s.HeadWidth / s.Heads % s.Queries;
            int example = index / s.HeadWidth / s.Heads / s.Queries;
            for (int key = 0; key < s.Keys; key++)
            {
                int from = ((((example * s.Keys) + key) * s.KeyValueHeads) + (head / (s.Heads / s.KeyValueHeads))) * s.HeadWidth;
                z[index] += pattern[(((((example * s.Heads) + head) * s.Queries) + query) * s.Keys) + key] * v[from + column];
            }
        }

        return z;
    }

    private static bool Sees(in AttentionMask mask, AttentionShape s, int example, int query, int key) =>
        (mask.KeyMask.IsEmpty || mask.KeyMask[(example * s.Keys) + key] != 0)
        && (!mask.Causal || key <= query + mask.CausalOffset)
        && (mask.Window == 0 || key > query + mask.CausalOffset - mask.Window);
}
