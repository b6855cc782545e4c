namespace AttentionLens.Engine;

/// <summary>Whether two lists of numbers are in one order.</summary>
internal static class RankCorrelation
{
    /// <summary>Fewer numbers than this have an order by chance.</summary>
    public const int Fewest = 3;

    /// <summary>Spearman's correlation: that of the ranks, equal numbers having the mean of theirs. Null where the numbers of a list are all equal.</summary>
    public static double? Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] ranks = Ranks(first);
        double[] others = Ranks(second);
        double mean = (ranks.Length - 1) / 2.0;
        double cross = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int place = 0; place < ranks.Length; place++)
        {
            cross += (ranks[place] - mean) * (others[place] - mean);
            squares += (ranks[place] - mean) * (ranks[place] - mean);
            otherSquares += (others[place] - mean) * (others[place] - mean);
        }

        return squares == 0 || otherSquares == 0 ? null : cross / Math.Sqrt(squares * otherSquares);
    }

    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] places = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, places);
        double[] ranks = new double[sorted.Length];
        for (int first = 0; first < sorted.Length;)
        {
            int end = first + 1;
            while (end < sorted.Length && sorted[end] == sorted[first])
            {
                end++;
            }

            foreach (int place in places.AsSpan(first, end - first))
            {
                ranks[place] = (first + end - 1) / 2.0;
            }

            first = end;
        }

        return ranks;
    }
}
