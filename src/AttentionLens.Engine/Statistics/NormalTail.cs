namespace AttentionLens.Engine;

/// <summary>How likely a normal deviate lies far out.</summary>
internal static class NormalTail
{
    private const double SeriesEnd = 3;
    private const int Terms = 200;

    /// <summary>The probability that a standard normal deviate is at least this far from 0.</summary>
    /// <remarks>Source: Abramowitz and Stegun 1964, 26.2.11 near the middle, 26.2.14 in the tail.</remarks>
    public static double TwoSided(double deviate)
    {
        double z = Math.Abs(deviate);
        double density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        if (z >= SeriesEnd)
        {
            double fraction = 0;
            for (int term = Terms; term > 0; term--)
            {
                fraction = term / (z + fraction);
            }

            return 2 * density / (z + fraction);
        }

        double part = z;
        double sum = z;
        for (int term = 1; term < Terms; term++)
        {
            part *= z * z / ((2 * term) + 1);
            sum += part;
        }

        return Math.Clamp(1 - (2 * density * sum), 0, 1);
    }
}
