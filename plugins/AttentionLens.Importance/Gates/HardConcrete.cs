namespace AttentionLens.Importance;

/// <summary>A random gate from 0 to 1 that is often exactly 0 or 1, and whose openness can be learned.</summary>
/// <remarks>Source: Louizos, Welling and Kingma 2018, section 2.2, with the temperature and ends of Voita et al. 2019.</remarks>
internal static class HardConcrete
{
    private const double Temperature = 0.33;
    private const double Low = -0.1;
    private const double Span = 1.2;
    private const double Edge = 1e-6;

    /// <summary>The gate at a uniform random number, and its slope in log a.</summary>
    public static (double Gate, double Slope) Sample(double logA, double uniform)
    {
        double inside = Edge + ((1 - (2 * Edge)) * uniform);
        double open = Sigmoid((Math.Log(inside) - Math.Log(1 - inside) + logA) / Temperature);
        double gate = (open * Span) + Low;
        return gate <= 0 ? (0, 0) : gate >= 1 ? (1, 0) : (gate, Span * open * (1 - open) / Temperature);
    }

    /// <summary>The gate once learning is over, without randomness or temperature.</summary>
    public static double Final(double logA) => Math.Clamp((Sigmoid(logA) * Span) + Low, 0, 1);

    /// <summary>How likely the gate is not 0, and the slope of that in log a.</summary>
    public static (double Probability, double Slope) Open(double logA)
    {
        double probability = Sigmoid(logA - (Temperature * Math.Log(-Low / (Span + Low))));
        return probability <= Edge ? (Edge, 0) : probability >= 1 - Edge ? (1 - Edge, 0) : (probability, probability * (1 - probability));
    }

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
