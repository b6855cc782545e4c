using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>How well a ranking finds the positions that are known to decide.</summary>
internal static class TruthMeasures
{
    private const int Top = 3;

    /// <param name="order">The removable positions, most relevant first.</param>
    /// <param name="truth">Which of them decide; at least one.</param>
    public static ImmutableArray<Measure> Of(int[] order, IReadOnlySet<int> truth)
    {
        int found = order.Take(truth.Count).Count(truth.Contains);
        return
        [
            new Measure(FaithfulnessNames.TokenF1, (double)found / truth.Count, "share"),
            new Measure(FaithfulnessNames.Auprc, AveragePrecision(order, truth), "area"),
            new Measure(FaithfulnessNames.PointingGame, truth.Contains(order[0]) ? 1 : 0, "share"),
            new Measure(FaithfulnessNames.HitRate, order.Take(Top).Any(truth.Contains) ? 1 : 0, "share"),
        ];
    }

    private static double AveragePrecision(int[] order, IReadOnlySet<int> truth)
    {
        int hits = 0;
        double sum = 0;
        for (int place = 0; place < order.Length; place++)
        {
            if (truth.Contains(order[place]))
            {
                hits++;
                sum += (double)hits / (place + 1);
            }
        }

        return sum / truth.Count;
    }
}
