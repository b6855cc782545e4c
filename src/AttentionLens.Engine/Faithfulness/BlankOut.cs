namespace AttentionLens.Engine;

/// <summary>Whether scores are in the order of what each position costs when it alone is taken away.</summary>
/// <remarks>Source: Abnar and Zuidema 2020, blank-out; here of the explained objective, and with signs where the scores have them.</remarks>
internal static class BlankOut
{
    /// <summary>What has to be run: the example without each of its positions.</summary>
    public static IEnumerable<Subset> Needed(int count) => Enumerable.Range(0, count).Select(place => new Subset(count, [place]));

    /// <summary>The correlation, or null where the costs have no order.</summary>
    /// <param name="ranking">A method's ranking.</param>
    /// <param name="whole">The objective on the whole input.</param>
    /// <param name="of">The objective of a subset.</param>
    public static double? Of(Ranking ranking, double whole, Func<Subset, double> of)
    {
        if (ranking.Scores is not { Length: >= ScoreOrder.Fewest } scores)
        {
            return null;
        }

        double[] costs = [.. Needed(scores.Length).Select(of).Select(left => ranking.IsSigned ? whole - left : Math.Abs(whole - left))];
        return costs.Distinct().Count() == 1 ? null : ScoreOrder.Correlation(scores, costs) ?? 0;
    }
}
