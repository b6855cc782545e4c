using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Corrects p-values for being many.</summary>
internal static class ManyTests
{
    /// <summary>The corrected p-values, in the order of those given.</summary>
    public static ImmutableArray<double> Adjust(ImmutableArray<double> values, TestCorrection correction)
    {
        int[] rising = [.. Enumerable.Range(0, values.Length).OrderBy(place => values[place])];
        double[] adjusted = new double[values.Length];
        if (correction == TestCorrection.Holm)
        {
            double least = 0;
            for (int rank = 0; rank < rising.Length; rank++)
            {
                least = Math.Max(least, Math.Min(1, (rising.Length - rank) * values[rising[rank]]));
                adjusted[rising[rank]] = least;
            }
        }
        else
        {
            double most = 1;
            for (int rank = rising.Length - 1; rank >= 0; rank--)
            {
                most = Math.Min(most, values[rising[rank]] * rising.Length / (rank + 1));
                adjusted[rising[rank]] = most;
            }
        }

        return ImmutableArray.Create(adjusted);
    }
}
