using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What one method works with in one run.</summary>
internal sealed class ImportanceRun : ImportanceContext
{
    private readonly ImportanceRequest _request;
    private readonly MetricMeter _meter;
    private readonly ImmutableArray<ModelUnit> _all;
    private readonly IProgress<double>? _progress;
    private readonly PassMemory _memory;
    private readonly SweepTally _tally = new();

    private ImportanceRun(
        ImportanceRequest request,
        AnalysisOptions options,
        MetricMeter meter,
        ImmutableArray<ModelUnit> all,
        ImmutableArray<MeasuredBatch> batches,
        ImmutableArray<MeasuredBatch> training,
        IProgress<double>? progress)
    {
        _request = request;
        _meter = meter;
        _all = all;
        _progress = progress;
        Batches = batches;
        TrainingBatches = training.IsEmpty ? batches : training;
        Units = [.. all.Where(unit => request.Units.Contains(unit.Kind) && (request.Stacks.IsEmpty || request.Stacks.Contains(unit.Stack)) && !request.Without.Contains(unit))];
        Options = options;
        _memory = new PassMemory(request.Model);
        MaxRows = batches.Concat(training).Min(batch => _memory.RowsWithin(request.Memory, batch.Batch, request.MaxRows ?? RowsOf(batch.Batch)));
    }

    public override LensModel Model => _request.Model;

    public override ImmutableArray<ModelUnit> Units { get; }

    public override ImmutableArray<MeasuredBatch> Batches { get; }

    public override ImmutableArray<MeasuredBatch> TrainingBatches { get; }

    public override ModelTrainer? Trainer => _request.Trainer;

    public override string Metric => ImportanceNames.Of(_meter.Metric);

    public override bool LowerIsBetter => _meter.LowerIsBetter;

    public override Objective? Objective => _meter.Metric == ImportanceMetric.Accuracy ? null : _meter.Objective;

    public override AnalysisOptions Options { get; }

    public override ulong Seed => _request.Seed;

    public override int MaxRows { get; }

    /// <summary>The examples, in the order of the batches.</summary>
    public ImmutableArray<EncodedExample> Examples => [.. Batches.SelectMany(batch => batch.Batch.Examples)];

    /// <summary>What sweeps have run; null where none has.</summary>
    public SweepWork? Sweeps => _tally.Work;

    /// <summary>The stacks of the units that could be scored.</summary>
    public IEnumerable<string> Stacks => _all.Where(unit => _request.Units.Contains(unit.Kind)).Select(unit => unit.Stack).Distinct();

    /// <summary>The metric.</summary>
    public MetricMeter Meter => _meter;

    /// <summary>Measures the model as it is.</summary>
    public static async ValueTask<ImportanceRun> OpenAsync(ImportanceRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        AnalysisOptions options = new(request.Method.SupportedOptions, request.Options);
        MetricMeter meter = new(request.Model, request.Metric, request.Batches.SelectMany(batch => batch.Examples));
        UnitScope scope = new(request.Model);
        PassMemory memory = new(request.Model);
        ImmutableArray<MeasuredBatch> batches = await MeasureAsync(meter, scope, memory, request.Memory, request.Batches, cancellationToken);
        ImmutableArray<MeasuredBatch> training = await MeasureAsync(meter, scope, memory, request.Memory, request.TrainingBatches, cancellationToken);
        return new ImportanceRun(request, options, meter, scope.Units(), batches, training, progress);
    }

    /// <summary>Measures the model as it is, for units of one kind: what is removed with something else must not stand inside it.</summary>
    public static async ValueTask<ImportanceRun> OpenOneKindAsync(ImportanceRequest request, CancellationToken cancellationToken)
    {
        ImportanceRunner.Demand(request);
        if (request.Units.Length != 1)
        {
            throw new LensInputException($"Units of kind {string.Join(", ", request.Units.Select(ModelUnits.WordOf))} were to be removed together; expected one kind.");
        }

        ImportanceRun run = await OpenAsync(request, null, cancellationToken);
        return run.Units.IsEmpty ? throw ImportanceRunner.NoUnit(request, run.Stacks) : run;
    }

    public override ImmutableArray<ModelUnit> AllOf(UnitKind kind) => [.. _all.Where(unit => unit.Kind == kind)];

    public override ValueTask<ModelRun> RunAsync(InputBatch batch, RunPlan plan, CancellationToken cancellationToken)
    {
        _memory.Demand(_request.Memory, batch, plan);
        return Model.RunAsync(batch, plan, null, cancellationToken);
    }

    public override ValueTask<ImmutableArray<double>> EvaluateAsync(
        MeasuredBatch batch, IReadOnlyList<InputVariant> variants, CancellationToken cancellationToken) =>
        _meter.SweepOf(batch.Batch, new SweepLimits(_request.MaxRows ?? RowsOf(batch.Batch), _request.Memory, _tally)).RunAsync(variants, _ => { }, cancellationToken);

    public override PropagationRules RulesNamed(string name) => RuleSets.Named(_request.Rules, name);

    public override void Report(double fraction) => _progress?.Report(fraction);

    /// <summary>How many rows of a batch's length go through the model together.</summary>
    internal static int RowsOf(InputBatch batch) => Math.Max(1, AttributionRunner.DefaultRowPositions / Math.Max(1, batch.Length + (batch.DecoderLength ?? 0)));

    private static async ValueTask<ImmutableArray<MeasuredBatch>> MeasureAsync(
        MetricMeter meter, UnitScope scope, PassMemory memory, long? bytes, ImmutableArray<InputBatch> given, CancellationToken cancellationToken)
    {
        ImmutableArray<MeasuredBatch>.Builder batches = ImmutableArray.CreateBuilder<MeasuredBatch>(given.Length);
        int first = 0;
        foreach (InputBatch batch in memory.Split(given, bytes))
        {
            memory.Demand(bytes, batch, RunPlan.OutputOnly);
            (InputBatch pinned, ImmutableArray<double> values) = await meter.MeasureAsync(batch, scope.Subscriptions, cancellationToken);
            batches.Add(new MeasuredBatch(pinned, first, values));
            first += batch.Size;
        }

        return batches.ToImmutable();
    }
}
