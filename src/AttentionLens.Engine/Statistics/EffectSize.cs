namespace AttentionLens.Engine;

/// <summary>How large a mean difference is, in standard deviations.</summary>
internal static class EffectSize
{
    /// <summary>Cohen's d of paired differences with Hedges' correction for few; null where they do not vary and are not 0, or are fewer than two.</summary>
    /// <remarks>Source: Cohen 1988, section 2.3.5; Hedges 1981, equation 6, in its usual approximation 1 − 3 / (4 df − 1).</remarks>
    public static double? Hedges(ReadOnlySpan<double> differences)
    {
        int freedom = differences.Length - 1;
        if (freedom < 1)
        {
            return null;
        }

        double mean = 0;
        foreach (double difference in differences)
        {
            mean += difference / differences.Length;
        }

        double squares = 0;
        foreach (double difference in differences)
        {
            squares += (difference - mean) * (difference - mean);
        }

        return squares > 0 ? mean / Math.Sqrt(squares / freedom) * (1 - (3 / ((4.0 * freedom) - 1))) : mean == 0 ? 0 : null;
    }
}
