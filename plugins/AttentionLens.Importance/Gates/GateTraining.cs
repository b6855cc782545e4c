using System.Collections.Immutable;

namespace AttentionLens.Importance;

/// <summary>Learns one gate for each head, with the model as it is or together with weights of a copy.</summary>
internal sealed class GateTraining
{
    private const ulong Choice = 0x63686F69;
    private const ulong Noise = 0x6E6F6973;
    private readonly ImportanceContext _context;
    private readonly ModelTraining? _weights;
    private readonly Objective _objective;
    private readonly ImmutableArray<HookSelector> _sites;
    private readonly ImmutableArray<EncodedExample> _examples;
    private readonly double[] _logA;
    private readonly int _layers;

    public GateTraining(ImportanceContext context, ModelTraining? weights, double initial)
    {
        _context = context;
        _weights = weights;
        _objective = context.DemandObjective();
        _sites = [.. SiteProducts.Sites(context.Units).Select(HookSelector.Of)];
        _examples = [.. context.TrainingBatches.SelectMany(batch => batch.Batch.Examples).OrderBy(example => example.Index)];
        _logA = new double[context.Units.Length];
        _layers = _sites.Length;
        Array.Fill(_logA, initial);
    }

    /// <summary>The learned log a of each gate.</summary>
    public ReadOnlySpan<double> LogA => _logA;

    /// <summary>Takes the steps.</summary>
    public async ValueTask RunAsync(int steps, int examples, double penalty, double rate, CancellationToken cancellationToken)
    {
        Adam adam = new(_logA.Length, rate);
        for (int step = 0; step < steps; step++)
        {
            double[] gradient = new double[_logA.Length];
            EncodedExample[] chosen = Chosen(step, examples);
            foreach (EncodedExample[] chunk in chosen.Chunk(_context.MaxRows))
            {
                await AddSlopesAsync(step, chunk, 1.0 / chosen.Length, gradient, cancellationToken);
            }

            for (int unit = 0; unit < gradient.Length; unit++)
            {
                gradient[unit] += penalty * HardConcrete.Open(_logA[unit]).Slope / _layers;
            }

            adam.Step(_logA, gradient);
            _weights?.Step();
            _context.Report((double)(step + 1) / steps);
        }
    }

    /// <summary>Every head with a factor of its own.</summary>
    public ImmutableArray<Intervention> Scaled(Func<int, double> factor) =>
    [
        .. Enumerable.Range(0, _context.Units.Length).GroupBy(unit => _context.Units[unit].Site).Select(site =>
        {
            float[] scales = new float[_context.Units[site.First()].HeadCount];
            Array.Fill(scales, 1);
            foreach (int unit in site)
            {
                scales[_context.Units[unit].Head!.Value] = (float)factor(unit);
            }

            return new HeadScale(HookSelector.Of(site.Key), ImmutableArray.Create(scales));
        }),
    ];

    // What is drawn goes by step and example, so that batches change nothing.
    private EncodedExample[] Chosen(int step, int count)
    {
        EncodedExample[] examples = [.. _examples];
        SeededRandom.Stream(_context.Seed, Choice, (ulong)step).Shuffle(examples.AsSpan());
        return [.. examples.Take(count)];
    }

    private async ValueTask AddSlopesAsync(int step, EncodedExample[] examples, double share, double[] gradient, CancellationToken cancellationToken)
    {
        (double Gate, double Slope)[][] gates = [.. examples.Select(example => Sampled(step, example))];
        RunPlan plan = new()
        {
            Capture = _sites,
            RowInterventions = [.. gates.Select(row => Scaled(unit => row[unit].Gate))],
            Backward = new BackwardPlan { Objective = _objective, Capture = _sites },
        };
        InputBatch batch = _context.Model.Inputs.Collate(examples);

        // The weights go downhill on the harm, whichever way the metric points.
        using ModelRun run = _weights is null
            ? await _context.RunAsync(batch, plan, cancellationToken)
            : await _weights.AddAsync(batch, plan, share * _context.Harm(0, 1), cancellationToken);
        SiteProducts.Read(run, _context.Units, examples.Length, holdsProducts: false, (unit, row, products) =>
        {
            // A gate at its end does not move, and any other can be divided by: the value carries it.
            (double gate, double slope) = gates[row][unit];
            if (slope > 0)
            {
                double sum = 0;
                foreach (double product in products)
                {
                    sum += product;
                }

                gradient[unit] -= share * slope * _context.Harm(sum / gate, 0);
            }
        });
    }

    private (double Gate, double Slope)[] Sampled(int step, EncodedExample example)
    {
        SeededRandom random = SeededRandom.Stream(_context.Seed, Noise, (ulong)step, (ulong)example.Index);
        return [.. _logA.Select(logA => HardConcrete.Sample(logA, random.NextUniform()))];
    }
}
