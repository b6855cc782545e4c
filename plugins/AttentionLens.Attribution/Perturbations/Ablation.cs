namespace AttentionLens.Attribution;

/// <summary>One part away at a time.</summary>
internal static class Ablation
{
    public static IEnumerable<InputVariant> Variants(FeaturePlayers players) =>
        Enumerable.Range(0, players.Count).Select(absent => players.With(part => part != absent));

    public static double[] Scores(double whole, ReadOnlySpan<double> values)
    {
        double[] scores = new double[values.Length];
        for (int part = 0; part < scores.Length; part++)
        {
            scores[part] = whole - values[part];
        }

        return scores;
    }
}
