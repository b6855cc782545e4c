namespace AttentionLens.Engine;

/// <summary>How much scores change when the features change a little.</summary>
/// <remarks>Source: Yeh et al. 2019, max-sensitivity, over the norm of the scores as they are.</remarks>
internal static class SensitivityMax
{
    /// <summary>The largest change of a number of the features.</summary>
    public const double Radius = 0.02;

    /// <summary>The largest of ‖φ(x + δ) − φ(x)‖ / ‖φ(x)‖, or null where all scores are 0.</summary>
    /// <param name="scores">φ(x).</param>
    /// <param name="noisy">φ(x + δ), for each δ.</param>
    public static double? Of(float[] scores, IEnumerable<float[]> noisy)
    {
        double norm = Norm(scores.Select(score => (double)score));
        return norm == 0 ? null : noisy.Max(changed => Norm(changed.Zip(scores, (after, before) => (double)after - before))) / norm;
    }

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));
}
