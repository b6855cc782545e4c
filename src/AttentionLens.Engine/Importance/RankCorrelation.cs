using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>How far two rankings agree, from -1 to 1.</summary>
public static class RankCorrelation
{
    /// <summary>Spearman's ρ: the correlation of ranks; equal values share the mean of their ranks.</summary>
    /// <param name="left">The values of one ranking.</param>
    /// <param name="right">Those of the other, of the same things in the same order.</param>
    /// <returns>Not a number where one of them has fewer than two different values.</returns>
    /// <remarks>Source: Spearman 1904.</remarks>
    public static double Spearman(ImmutableArray<double> left, ImmutableArray<double> right)
    {
        double[] a = Ranks(left);
        double[] b = Ranks(right);
        double mean = (a.Length - 1) / 2.0;
        double product = 0;
        double squareLeft = 0;
        double squareRight = 0;
        for (int index = 0; index < a.Length; index++)
        {
            product += (a[index] - mean) * (b[index] - mean);
            squareLeft += (a[index] - mean) * (a[index] - mean);
            squareRight += (b[index] - mean) * (b[index] - mean);
        }

        return product / Math.Sqrt(squareLeft * squareRight);
    }

    /// <summary>Kendall's τ-b: pairs in the same order less pairs in the other, with equal values taken out.</summary>
    /// <param name="left">The values of one ranking.</param>
    /// <param name="right">Those of the other, of the same things in the same order.</param>
    /// <returns>Not a number where one of them has fewer than two different values.</returns>
    /// <remarks>Source: Kendall 1945.</remarks>
    public static double Kendall(ImmutableArray<double> left, ImmutableArray<double> right)
    {
        long agreeing = 0;
        long untiedLeft = 0;
        long untiedRight = 0;
        for (int one = 0; one < left.Length; one++)
        {
            for (int other = 0; other < one; other++)
            {
                int a = left[one].CompareTo(left[other]);
                int b = right[one].CompareTo(right[other]);
                agreeing += a * b;
                untiedLeft += Math.Abs(a);
                untiedRight += Math.Abs(b);
            }
        }

        return agreeing / Math.Sqrt((double)untiedLeft * untiedRight);
    }

    private static double[] Ranks(ImmutableArray<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(index => values[index])];
        double[] ranks = new double[order.Length];
        for (int first = 0; first < order.Length;)
        {
            int end = first + 1;
            while (end < order.Length && values[order[end]] == values[order[first]])
            {
                end++;
            }

            for (int place = first; place < end; place++)
            {
                ranks[order[place]] = (first + end - 1) / 2.0;
            }

            first = end;
        }

        return ranks;
    }
}
