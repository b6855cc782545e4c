namespace AttentionLens.Maps;

/// <summary>How broadly a head attends in one example.</summary>
internal static class HeadEntropy
{
    /// <summary>The mean over attending tokens of -sum A ln A, in nats.</summary>
    public static double Of(AttentionView view, HookPoint hook, int head)
    {
        double sum = 0;
        for (int row = 0; row < view.Rows.Positions.Length; row++)
        {
            ReadOnlySpan<float> weights = view.Weights(hook, head, row);
            foreach (int key in view.Columns.Positions)
            {
                double weight = weights[key];
                sum -= weight > 0 ? weight * Math.Log(weight) : 0;
            }
        }

        return sum / view.Rows.Positions.Length;
    }
}
