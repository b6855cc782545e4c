using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>What each part adds to the objective, averaged over random orders in which parts are put back.</summary>
/// <remarks>Source: Castro, Gómez and Tejada 2009, algorithm 1; Štrumbelj and Kononenko 2010.</remarks>
public sealed class ShapleySamplingMethod : PerturbationMethod
{
    private static readonly NumberOption SamplesOption = new("samples", "How many random orders, from 1.", 25, 1, 1_000_000);
    private static readonly NumberOption SeedOption = new("seed", "Decides the orders.", 0, 0, int.MaxValue);

    /// <summary>Creates the method.</summary>
    public ShapleySamplingMethod()
        : base(takesWindows: false)
    {
    }

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("shapley-sampling", "What each part adds to the objective, averaged over random orders.", AttributionKind.Perturbation)
        {
            IsSigned = true,
            IsComplete = true,
            Aggregation = "mean difference of the objective",
            UsesBaseline = true,
            Sources = [Papers.Castro2009],
        };

    private protected override ImmutableArray<OptionDescriptor> OwnOptions => [SamplesOption, SeedOption];

    // The empty input comes first; each order then puts back all parts but the last, with which the input is whole again.
    private protected override IEnumerable<InputVariant> Variants(AnalysisOptions options, FeaturePlayers players)
    {
        yield return players.With(_ => false);
        foreach (int[] order in Orders(options, players))
        {
            HashSet<int> present = [];
            foreach (int part in order.AsSpan(0, Math.Max(0, order.Length - 1)).ToArray())
            {
                present.Add(part);
                HashSet<int> there = [.. present];
                yield return players.With(there.Contains);
            }
        }
    }

    private protected override double[] Scores(AnalysisOptions options, FeaturePlayers players, double whole, ReadOnlySpan<double> values)
    {
        double[] sums = new double[players.Count];
        int next = 1;
        int orders = 0;
        foreach (int[] order in Orders(options, players))
        {
            double before = values[0];
            for (int place = 0; place < order.Length; place++)
            {
                double after = place == order.Length - 1 ? whole : values[next++];
                sums[order[place]] += after - before;
                before = after;
            }

            orders++;
        }

        return [.. sums.Select(sum => sum / orders)];
    }

    private protected override double Delta(double[] scores, double whole, ReadOnlySpan<double> values) => scores.Sum() - (whole - values[0]);

    private static IEnumerable<int[]> Orders(AnalysisOptions options, FeaturePlayers players)
    {
        for (int sample = 0; sample < (int)options.Get(SamplesOption); sample++)
        {
            int[] order = [.. Enumerable.Range(0, players.Count)];
            players.Stream(options.Get(SeedOption), sample).Shuffle(order.AsSpan());
            yield return order;
        }
    }
}
