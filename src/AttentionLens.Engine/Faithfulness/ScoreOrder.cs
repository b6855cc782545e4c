namespace AttentionLens.Engine;

/// <summary>Whether two lists of scores are in one order.</summary>
internal static class ScoreOrder
{
    /// <summary>Fewer scores than this have an order by chance.</summary>
    public const int Fewest = 3;

    /// <summary>Spearman's correlation, or null where the scores of a list are all equal.</summary>
    public static double? Correlation(double[] first, double[] second) =>
        RankCorrelation.Spearman([.. first], [.. second]) is var correlation && double.IsNaN(correlation) ? null : correlation;
}
