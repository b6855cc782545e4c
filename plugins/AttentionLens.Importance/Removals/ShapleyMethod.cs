using System.Collections.Immutable;

namespace AttentionLens.Importance;

/// <summary>What a unit adds to the metric, averaged over random orders in which the units are put back one after the other.</summary>
/// <remarks>What is not scored stays. The scores add up to the metric of the whole model less that without any of the units. Each example has orders of its own, so that a corpus
/// needs few for each. Source: Castro, Gómez and Tejada 2009, algorithm 1.</remarks>
public sealed class ShapleyMethod : ImportanceMethod
{
    private const ulong Purpose = 0x73686170;
    private static readonly NumberOption SamplesOption = new("samples", "How many random orders for each example, a whole number of at least 1.", 10, 1, 1_000_000);

    /// <inheritdoc/>
    public override ImportanceDescriptor Descriptor { get; } = new(
        "shapley", "What the unit adds to the metric, averaged over random orders.", [UnitKind.Head, UnitKind.Attention, UnitKind.Mlp, UnitKind.Layer])
    {
        IsSigned = true,
        FollowsMetric = true,
        Sources = [Papers.Castro2009],
    };

    /// <inheritdoc/>
    /// <value><c>samples</c> 10.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [SamplesOption];

    /// <inheritdoc/>
    public override async ValueTask<ImportanceScores> ScoreAsync(ImportanceContext context, CancellationToken cancellationToken)
    {
        DemandApart(context.Units);
        int samples = context.Options.GetWhole(SamplesOption);
        UnitTable sums = new(context);
        UnitTable squares = new(context);
        int done = 0;
        foreach (MeasuredBatch batch in context.Batches)
        {
            ImmutableArray<Intervention> nothing = ModelUnits.RemovalOf(context.Units);
            ImmutableArray<double> without = await context.EvaluateAsync(
                batch, [.. Enumerable.Range(0, batch.Batch.Size).Select(example => new InputVariant(example) { Interventions = nothing })], cancellationToken);
            for (int sample = 0; sample < samples; sample++)
            {
                int[][] orders = [.. batch.Batch.Examples.Select(example => Order(context, example.Index, sample))];
                InputVariant[] variants = [.. orders.SelectMany((order, example) => Variants(context.Units, order, example))];
                ImmutableArray<double> values = await context.EvaluateAsync(batch, variants, cancellationToken);
                for (int example = 0; example < orders.Length; example++)
                {
                    Add(context, orders[example], [without[example], .. Part(values, example, orders[example].Length - 1), batch.Values[example]], batch.First + example, sums, squares);
                }

                context.Report((double)++done / (samples * context.Batches.Length));
            }
        }

        return Answer(context, sums, squares, samples);
    }

    // Each order puts back all units but the last, with which the model is whole again.
    private static IEnumerable<InputVariant> Variants(ImmutableArray<ModelUnit> units, int[] order, int example) =>
        Enumerable.Range(1, order.Length - 1).Select(present => new InputVariant(example)
        {
            Interventions = ModelUnits.RemovalOf(order.Skip(present).Order().Select(unit => units[unit])),
        });

    private static int[] Order(ImportanceContext context, long example, int sample)
    {
        int[] order = [.. Enumerable.Range(0, context.Units.Length)];
        SeededRandom.Stream(context.Seed, Purpose, (ulong)example, (ulong)sample).Shuffle(order.AsSpan());
        return order;
    }

    private static double[] Part(ImmutableArray<double> values, int example, int length) => values.AsSpan(example * length, length).ToArray();

    private static void Add(ImportanceContext context, int[] order, double[] path, int example, UnitTable sums, UnitTable squares)
    {
        for (int place = 0; place < order.Length; place++)
        {
            double gain = context.Harm(path[place + 1], path[place]);
            sums[order[place], example] += gain;
            squares[order[place], example] += gain * gain;
        }
    }

    private static ImportanceScores Answer(ImportanceContext context, UnitTable sums, UnitTable squares, int samples)
    {
        UnitTable means = new(context);
        UnitTable errors = new(context);
        for (int unit = 0; unit < context.Units.Length; unit++)
        {
            for (int example = 0; example < context.ExampleCount; example++)
            {
                double mean = sums[unit, example] / samples;
                means[unit, example] = mean;
                errors[unit, example] = samples < 2 ? double.NaN
                    : Math.Sqrt(Math.Max(0, (squares[unit, example] / samples) - (mean * mean)) / (samples - 1));
            }
        }

        return new ImportanceScores { Contributions = means.ToImmutable(), StandardErrors = errors.ToImmutable() };
    }

    private static void DemandApart(ImmutableArray<ModelUnit> units)
    {
        UnitKind[] kinds = [.. units.Select(unit => unit.Kind).Distinct()];
        if (kinds.Length > 1 && (kinds.Contains(UnitKind.Layer) || (kinds.Contains(UnitKind.Head) && kinds.Contains(UnitKind.Attention))))
        {
            throw new LensInputException(
                $"Units of kind {string.Join(", ", kinds.Select(ModelUnits.WordOf))} contain one another, and what is inside another has no share of its own; choose head and mlp, attention and mlp, or layer.");
        }
    }
}
