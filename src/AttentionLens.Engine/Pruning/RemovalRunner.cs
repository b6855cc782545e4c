using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Removes units in an order, in its reverse and in random orders, and measures a metric on the way. Nothing is trained in between.</summary>
/// <remarks>Source: Michel, Levy and Neubig 2019, section 4.1.</remarks>
public static class RemovalRunner
{
    /// <summary>How many times the examples are drawn anew for the intervals.</summary>
    internal const int Resamples = 1000;

    private const ulong Orders = 0x6F72646572;

    /// <summary>Measures the curves.</summary>
    /// <param name="request">The model, the examples and the order.</param>
    /// <param name="progress">Hears how far it is, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">There is no example, or the metric does not fit them.</exception>
    public static async ValueTask<RemovalResult> MeasureAsync(
        RemovalRequest request, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        if (request.Batches.IsDefaultOrEmpty || request.Steps.IsDefaultOrEmpty || request.Steps[0] != 0 || request.Steps[^1] > request.Order.Length)
        {
            throw new LensInputException($"Expected examples, and steps from 0 up to the {request.Order.Length} units that can go.");
        }

        EncodedExample[] examples = [.. request.Batches.SelectMany(batch => batch.Examples)];
        MetricMeter meter = new(request.Model, MetricOf(request.Metric, examples), examples);
        ImmutableArray<ImmutableArray<ModelUnit>>[] orders =
        [
            request.Order,
            [.. request.Order.Reverse()],
            .. Enumerable.Range(0, request.RandomOrders).Select(order => Shuffled(request.Order, SeededRandom.Stream(request.Seed, Orders, (ulong)order))),
        ];
        double[][][] values = [.. orders.Select(_ => request.Steps.Select(_ => new double[examples.Length]).ToArray())];
        int first = 0;
        SweepTally tally = new();
        foreach (InputBatch batch in new PassMemory(request.Model).Split(request.Batches, request.Memory))
        {
            int place = first;
            await MeasureAsync(request, meter, tally, batch, orders, (order, step, example, value) => values[order][step][place + example] = value, cancellationToken);
            first += batch.Size;
            progress?.Report((double)first / examples.Length);
        }

        ImmutableArray<double> weights = [.. examples.Select(meter.WeightOf)];
        Bootstrap bootstrap = new(examples.Length, Resamples, request.Seed);
        return new RemovalResult(
            meter.Metric,
            meter.LowerIsBetter,
            CurveOf("order", request.Steps, values[0], weights, bootstrap),
            CurveOf("reverse", request.Steps, values[1], weights, bootstrap),
            Spanned(request.Steps, values[2..], weights))
        {
            Sweeps = tally.Work,
        };
    }

    /// <summary>What removal costs is measured by: what was asked for, or what fits the examples; null for the loss or the logit, whichever fits.</summary>
    internal static ImportanceMetric? MetricOf(ImportanceMetric? asked, EncodedExample[] examples) => asked
        ?? (Array.TrueForAll(examples, example => example.Input.Label is not null) ? ImportanceMetric.Accuracy
            : Array.TrueForAll(examples, example => example.Labels.IsDefault && example.Input.Target is not null) ? ImportanceMetric.Probability : null);

    private static async ValueTask MeasureAsync(
        RemovalRequest request,
        MetricMeter meter,
        SweepTally tally,
        InputBatch batch,
        ImmutableArray<ImmutableArray<ModelUnit>>[] orders,
        Action<int, int, int, double> store,
        CancellationToken cancellationToken)
    {
        new PassMemory(request.Model).Demand(request.Memory, batch, RunPlan.OutputOnly);
        (InputBatch pinned, ImmutableArray<double> whole) = await meter.MeasureAsync(batch, [], cancellationToken);
        List<(int Order, int Step, int Example)> places = [];
        List<InputVariant> variants = [];
        for (int order = 0; order < orders.Length; order++)
        {
            for (int step = 0; step < request.Steps.Length; step++)
            {
                ImmutableArray<Intervention> removal = ModelUnits.RemovalOf(orders[order].Take(request.Steps[step]).SelectMany(group => group));
                for (int example = 0; example < batch.Size; example++)
                {
                    if (removal.IsEmpty)
                    {
                        store(order, step, example, whole[example]);
                        continue;
                    }

                    places.Add((order, step, example));
                    variants.Add(new InputVariant(example) { Interventions = removal });
                }
            }
        }

        int rows = request.MaxRows ?? Math.Max(1, AttributionRunner.DefaultRowPositions / Math.Max(1, batch.Length + (batch.DecoderLength ?? 0)));
        ImmutableArray<double> measured = await meter.SweepOf(pinned, new SweepLimits(rows, request.Memory, tally)).RunAsync(variants, _ => { }, cancellationToken);
        for (int index = 0; index < places.Count; index++)
        {
            store(places[index].Order, places[index].Step, places[index].Example, measured[index]);
        }
    }

    private static ImmutableArray<ImmutableArray<ModelUnit>> Shuffled(ImmutableArray<ImmutableArray<ModelUnit>> order, SeededRandom random)
    {
        ImmutableArray<ModelUnit>[] shuffled = [.. order];
        random.Shuffle(shuffled.AsSpan());
        return [.. shuffled];
    }

    private static RemovalCurve CurveOf(string name, ImmutableArray<int> steps, double[][] values, ImmutableArray<double> weights, Bootstrap bootstrap) => new(
        name,
        [
            .. steps.Select((removed, step) =>
            {
                ImmutableArray<double> row = [.. values[step]];
                return new RemovalPoint(removed, Bootstrap.Mean(row.AsSpan(), weights.AsSpan()), bootstrap.IntervalOf(row, weights));
            }),
        ]);

    private static RemovalCurve Spanned(ImmutableArray<int> steps, double[][][] orders, ImmutableArray<double> weights) => new(
        "random",
        [
            .. steps.Select((removed, step) =>
            {
                double[] means = [.. orders.Select(values => Bootstrap.Mean(values[step], weights.AsSpan()))];
                return new RemovalPoint(removed, means.Average(), (means.Min(), means.Max()));
            }),
        ]);
}
