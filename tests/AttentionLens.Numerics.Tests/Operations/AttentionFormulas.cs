namespace AttentionLens.Numerics.Tests.Operations;

/// <summary>The operations of attention as their definitions say, one number at a time in double precision.</summary>
internal static class AttentionFormulas
{
    public static double[] Scores(AttentionShape s, double scale, byte[] keyMask, AttentionMasking masking, double[] q, double[] k)
    {
        double[] scores = new double[s.Batch * s.Heads * s.Queries * s.Keys];
        ForEachScore(s, (index, batch, head, query, key) =>
        {
            int position = query + masking.CausalOffset;
            bool seen = (keyMask.Length == 0 || keyMask[(batch * s.Keys) + key] != 0)
                && (!masking.Causal || key <= position)
                && (masking.Window == 0 || key > position - masking.Window);
            scores[index] = float.MinValue;
            if (seen)
            {
                scores[index] = 0;
                for (int width = 0; width < s.HeadWidth; width++)
                {
                    scores[index] += scale * q[Query(s, batch, query, head) + width] * k[Key(s, batch, key, head) + width];
                }
            }
        });
        return scores;
    }

    public static double[] Mix(AttentionShape s, double[] pattern, double[] v)
    {
        double[] z = new double[s.Batch * s.Queries * s.Heads * s.HeadWidth];
        ForEachScore(s, (index, batch, head, query, key) =>
        {
            for (int width = 0; width < s.HeadWidth; width++)
            {
                z[Query(s, batch, query, head) + width] += pattern[index] * v[Key(s, batch, key, head) + width];
            }
        });
        return z;
    }

    public static double[] HeadResults(double[] z, double[] weight, int heads, int headWidth, int width, WeightOrder order)
    {
        double[] results = new double[z.Length / headWidth * width];
        for (int index = 0; index < results.Length; index++)
        {
            (int row, int output) = Math.DivRem(index, width);
            for (int inner = 0; inner < headWidth; inner++)
            {
                int input = (row % heads * headWidth) + inner;
                int place = order == WeightOrder.OutputMajor ? (output * heads * headWidth) + input : (input * width) + output;
                results[index] += z[(row * headWidth) + inner] * weight[place];
            }
        }

        return results;
    }

    public static double[] SumHeads(double[] results, double[]? bias, int heads, int width)
    {
        double[] sums = new double[results.Length / heads];
        for (int index = 0; index < sums.Length; index++)
        {
            (int row, int column) = Math.DivRem(index, width);
            sums[index] = bias is null ? 0 : bias[column];
            for (int head = 0; head < heads; head++)
            {
                sums[index] += results[(((row * heads) + head) * width) + column];
            }
        }

        return sums;
    }

    private static void ForEachScore(AttentionShape s, Action<int, int, int, int, int> visit)
    {
        for (int index = 0; index < s.Batch * s.Heads * s.Queries * s.Keys; index++)
        {
            (int row, int key) = Math.DivRem(index, s.Keys);
            (int matrix, int query) = Math.DivRem(row, s.Queries);
            (int batch, int head) = Math.DivRem(matrix, s.Heads);
            visit(index, batch, head, query, key);
        }
    }

    private static int Query(AttentionShape s, int batch, int query, int head) => ((((batch * s.Queries) + query) * s.Heads) + head) * s.HeadWidth;

    private static int Key(AttentionShape s, int batch, int key, int head) =>
        ((((batch * s.Keys) + key) * s.KeyValueHeads) + (head / (s.Heads / s.KeyValueHeads))) * s.HeadWidth;
}
