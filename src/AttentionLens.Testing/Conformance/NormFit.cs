namespace AttentionLens.Testing.Conformance;

/// <summary>Whether rows are a normalisation of other rows, whatever its weight and bias.</summary>
internal static class NormFit
{
    private const int FewestRows = 4;
    private const double Tolerance = 5e-3;
    private const double UsualEpsilon = 1e-5;

    /// <summary>Whether there are enough rows to tell.</summary>
    public static bool CanTell(int rows) => rows >= FewestRows;

    /// <summary>Whether each component of the results is one straight line over the normalised inputs: LayerNorm, or RMSNorm.</summary>
    /// <param name="inputs">[row, component].</param>
    /// <param name="results">[row, component].</param>
    /// <param name="epsilon">The epsilon, where it is known.</param>
    public static bool Fits(double[][] inputs, double[][] results, double? epsilon) =>
        IsAffine([.. inputs.Select(row => Normalized(row, isCentred: true, epsilon ?? UsualEpsilon))], results)
        || IsAffine([.. inputs.Select(row => Normalized(row, isCentred: false, epsilon ?? UsualEpsilon))], results);

    private static double[] Normalized(double[] row, bool isCentred, double epsilon)
    {
        double mean = isCentred ? row.Average() : 0;
        double root = Math.Sqrt(row.Average(value => (value - mean) * (value - mean)) + epsilon);
        return [.. row.Select(value => (value - mean) / root)];
    }

    private static bool IsAffine(double[][] normalized, double[][] results)
    {
        double off = 0;
        double size = 0;
        for (int component = 0; component < results[0].Length; component++)
        {
            double meanX = normalized.Average(row => row[component]);
            double meanY = results.Average(row => row[component]);
            double covariance = normalized.Zip(results, (x, y) => (x[component] - meanX) * (y[component] - meanY)).Sum();
            double variance = normalized.Sum(row => (row[component] - meanX) * (row[component] - meanX));
            double slope = variance > 0 ? covariance / variance : 0;
            off += normalized.Zip(results, (x, y) => Math.Pow(y[component] - meanY - (slope * (x[component] - meanX)), 2)).Sum();
            size += results.Sum(row => (row[component] - meanY) * (row[component] - meanY));
        }

        return off <= Tolerance * Tolerance * size;
    }
}
