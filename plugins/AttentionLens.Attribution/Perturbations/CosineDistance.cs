namespace AttentionLens.Attribution;

/// <summary>1 less the cosine of the angle between two rows.</summary>
internal static class CosineDistance
{
    /// <summary>The distance, in [0, 2]; between a row of zeros and another 1, and 0 between two of them.</summary>
    public static double Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        (double leftNorm, double rightNorm) = (Norm(left), Norm(right));
        if (leftNorm == 0 || rightNorm == 0)
        {
            return leftNorm == rightNorm ? 0 : 1;
        }

        // Half the squared distance of the unit rows is the same, and keeps its digits where rows hardly differ.
        double sum = 0;
        for (int component = 0; component < left.Length; component++)
        {
            double difference = (left[component] / leftNorm) - (right[component] / rightNorm);
            sum += difference * difference;
        }

        return sum / 2;
    }

    private static double Norm(ReadOnlySpan<float> row)
    {
        double sum = 0;
        foreach (float value in row)
        {
            sum += (double)value * value;
        }

        return Math.Sqrt(sum);
    }
}
