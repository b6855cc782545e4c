using System.Numerics.Tensors;

namespace AttentionLens.Maps;

/// <summary>How broadly a head attends in one example.</summary>
internal static class HeadEntropy
{
    // A weight of zero adds nothing; its logarithm only has to be finite.
    private const float SmallestWeight = 1.17549435e-38f;

    /// <summary>The mean over attending tokens of -sum A ln A, in nats.</summary>
    public static double Of(AttentionView view, HookPoint hook, int head)
    {
        ReadOnlySpan<int> keys = view.Columns.Positions.AsSpan();
        float[] row = new float[keys.Length];
        float[] logarithms = new float[keys.Length];
        double sum = 0;
        for (int query = 0; query < view.Rows.Positions.Length; query++)
        {
            ReadOnlySpan<float> weights = view.Weights(hook, head, query);
            for (int key = 0; key < keys.Length; key++)
            {
                row[key] = weights[keys[key]];
            }

            TensorPrimitives.Max(row, SmallestWeight, logarithms);
            TensorPrimitives.Log(logarithms, logarithms);
            for (int key = 0; key < row.Length; key++)
            {
                sum -= row[key] > 0 ? (double)row[key] * logarithms[key] : 0;
            }
        }

        return sum / view.Rows.Positions.Length;
    }
}
