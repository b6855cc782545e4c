using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Draws corpora anew from the examples of one, the same for every unit.</summary>
/// <remarks>Source: Efron 1979; intervals by percentiles, Efron and Tibshirani 1993, chapter 13.</remarks>
internal sealed class Bootstrap
{
    private const ulong Purpose = 0x626F6F74;
    private const double Tail = 0.025;
    private readonly int[][] _draws;

    public Bootstrap(int examples, int resamples, ulong seed)
    {
        _draws = new int[examples < 2 ? 0 : resamples][];
        for (int resample = 0; resample < _draws.Length; resample++)
        {
            SeededRandom random = SeededRandom.Stream(seed, Purpose, (ulong)resample);
            int[] times = _draws[resample] = new int[examples];
            for (int draw = 0; draw < examples; draw++)
            {
                times[random.Next(examples)]++;
            }
        }
    }

    /// <summary>The weighted mean.</summary>
    public static double Mean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        double whole = 0;
        for (int index = 0; index < values.Length; index++)
        {
            sum += values[index] * weights[index];
            whole += weights[index];
        }

        return sum / whole;
    }

    /// <summary>The interval of 95 % of the weighted mean; null with fewer than two examples.</summary>
    public (double Low, double High)? IntervalOf(ImmutableArray<double> values, ImmutableArray<double> weights)
    {
        if (_draws.Length == 0)
        {
            return null;
        }

        double[] means = new double[_draws.Length];
        double[] drawn = new double[values.Length];
        for (int resample = 0; resample < means.Length; resample++)
        {
            for (int index = 0; index < drawn.Length; index++)
            {
                drawn[index] = weights[index] * _draws[resample][index];
            }

            means[resample] = Mean(values.AsSpan(), drawn);
        }

        Array.Sort(means);
        return (Quantile(means, Tail), Quantile(means, 1 - Tail));
    }

    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
