namespace AttentionLens.Attribution;

/// <summary>How attention adds up over layers when each block passes on half of what it received.</summary>
/// <remarks>Source: Abnar and Zuidema 2020, equations 1 and 2.</remarks>
internal static class Rollout
{
    /// <summary>What passes through one layer: the mean over heads, with the residual connection, rows normalised.</summary>
    public static Matrix Layer(Matrix headMean) => headMean.Plus(Matrix.Identity(headMean.Rows)).WithRowsNormalized();

    /// <summary>The joint attention after each layer.</summary>
    public static List<Matrix> Joint(IEnumerable<Matrix> headMeans) => Matrix.Joint(headMeans.Select(Layer));
}
