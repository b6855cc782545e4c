using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>Fused attention and the mask against double precision: shared heads, all masks, rows that see nothing.</summary>
public static class AttentionChecks
{
    public static void Fused(CheckLog log, int cases)
    {
        uint seed = 21;
        for (int index = 0; index < cases; index++)
        {
            int keyValueHeads = ProductChecks.Next(ref seed, 2), heads = keyValueHeads * ProductChecks.Next(ref seed, 3);
            AttentionShape shape = new(
                ProductChecks.Next(ref seed, 2),
                heads,
                keyValueHeads,
                ProductChecks.Next(ref seed, index % 8 == 7 ? 150 : 40),
                ProductChecks.Next(ref seed, index % 8 == 5 ? 150 : 40),
                ProductChecks.Next(ref seed, 40));
            One(log, shape, index, ref seed);
        }
    }

    private static void One(CheckLog log, AttentionShape s, int index, ref uint seed)
    {
        using GuardedBuffer q = GuardedBuffer.Random(s.Batch * s.Queries * s.Heads * s.HeadWidth, ref seed, 2);
        using GuardedBuffer k = GuardedBuffer.Random(s.Batch * s.Keys * s.KeyValueHeads * s.HeadWidth, ref seed, 2);
        using GuardedBuffer v = GuardedBuffer.Random(k.Length, ref seed);
        using GuardedBuffer bias = GuardedBuffer.Random((index & 1) != 0 ? s.Heads * s.Queries * s.Keys : 0, ref seed);
        using GuardedBuffer z = new(q.Length);
        using GuardedBuffer pattern = new(s.Batch * s.Heads * s.Queries * s.Keys);
        using GuardedBuffer alone = new(q.Length);
        byte[] keyMask = new byte[(index & 2) != 0 ? s.Batch * s.Keys : 0];
        for (int place = 0; place < keyMask.Length; place++)
        {
            // One example in four sees nothing at all.
            keyMask[place] = (byte)(index % 16 == 2 && place < s.Keys ? 0 : ProductChecks.Next(ref seed, 3) - 1);
        }

        AttentionMask mask = new()
        {
            KeyMask = keyMask,
            Bias = bias.Span,
            Causal = (index & 4) != 0,
            CausalOffset = (index % 3) switch { 0 => 0, 1 => s.Keys - s.Queries, _ => -2 },
            Window = (index & 8) != 0 ? ProductChecks.Next(ref seed, 12) : 0,
        };
        float scale = 1 / MathF.Sqrt(s.HeadWidth);
        double[] scores = ReferenceAttention.Scores(s, scale, q.Span, k.Span, mask);
        double[] shares = ReferenceAttention.Pattern(s, scores);
        AttentionKernel.Forward(s, scale, q.Span, k.Span, v.Span, mask, z.Span, pattern.Span);
        log.Compare($"attention pattern {s} case {index}", pattern.Span, shares, [1], 2e-6);
        log.Compare($"attention output {s} case {index}", z.Span, ReferenceAttention.Output(s, shares, v.Span), [1], 2e-6);
        AttentionKernel.Forward(s, scale, q.Span, k.Span, v.Span, mask, alone.Span, []);
        log.Require(alone.Span.SequenceEqual(z.Span), $"attention {s} case {index}: the output depends on whether the pattern is kept");

        float[] masked = new float[scores.Length];
        double[] expected = new double[scores.Length];
        for (int place = 0; place < masked.Length; place++)
        {
            double added = mask.Bias.IsEmpty ? 0 : mask.Bias[place % (s.Heads * s.Queries * s.Keys)];
            masked[place] = scores[place] == float.MinValue ? 7 : (float)(scores[place] - added);
            expected[place] = scores[place] == float.MinValue ? float.MinValue : masked[place] + added;
        }

        AttentionKernel.ApplyMask(s, mask, masked);
        for (int place = 0; place < masked.Length; place++)
        {
            bool right = expected[place] == float.MinValue ? masked[place] == float.MinValue : Math.Abs(masked[place] - expected[place]) < 1e-5;
            log.Require(right, $"mask {s} case {index}: score {place} is {masked[place]}, expected {expected[place]}");
        }

        log.Intact("attention", q, k, v, bias, z, pattern, alone);
    }
}
