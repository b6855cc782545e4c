using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What one method works with in one run.</summary>
internal sealed class RunnerContext : AttributionContext
{
    private readonly AttributionRequest _request;
    private readonly IProgress<double>? _progress;
    private readonly PassMemory _memory;
    private readonly SweepLimits _limits;
    private ExplainedBatch? _explained;
    private (int Part, int Parts) _share = (0, 1);

    public RunnerContext(AttributionRequest request, IProgress<double>? progress)
    {
        _request = request;
        _progress = progress;
        _explained = request.Explained;
        Options = new AnalysisOptions(request.Method.SupportedOptions, request.Options);
        int positions = Math.Max(1, request.Batch.Length + (request.Batch.DecoderLength ?? 0));
        _memory = new PassMemory(request.Model);
        _limits = new SweepLimits(request.MaxRows ?? Math.Max(1, AttributionRunner.DefaultRowPositions / positions), request.Memory, request.Tally);
        MaxRows = _memory.RowsWithin(request.Memory, request.Batch, _limits.MaxRows);
    }

    public override LensModel Model => _request.Model;

    public override InputBatch Batch => _request.Batch;

    public override Objective Objective => _request.Objective;

    public override AttributionBaseline Baseline => _request.Baseline;

    public override AnalysisOptions Options { get; }

    public override int MaxRows { get; }

    public override ValueTask<ModelRun> RunAsync(InputBatch batch, RunPlan plan, CancellationToken cancellationToken)
    {
        _memory.Demand(_request.Memory, batch, plan);
        return Model.RunAsync(batch, plan, null, cancellationToken);
    }

    public override async ValueTask<ExplainedBatch> ExplainAsync(CancellationToken cancellationToken)
    {
        if (_explained is null)
        {
            using ModelRun run = await RunAsync(Batch, new RunPlan { Objective = Objective }, cancellationToken);
            _explained = AttributionRequest.ExplainedIn(run, Batch);
        }

        return _explained;
    }

    public override async ValueTask<ImmutableArray<double>> EvaluateAsync(IReadOnlyList<InputVariant> variants, CancellationToken cancellationToken)
    {
        ExplainedBatch explained = await ExplainAsync(cancellationToken);
        return await new VariantSweep(Model, explained.Batch, Objective, _limits).RunAsync(variants, Report, cancellationToken);
    }

    public override async ValueTask ObserveAsync(IReadOnlyList<InputVariant> variants, VariantReader reader, CancellationToken cancellationToken) =>
        await new ObservedSweep(Model, Batch, _limits).RunAsync(variants, reader, Report, cancellationToken);

    public override PropagationRules RulesNamed(string name) => RuleSets.Named(_request.Rules, name);

    public override TensorFile OpenTensors(string path) =>
        _request.OpenTensors?.Invoke(path) ?? throw new LensInputException($"File '{path}' cannot be opened: the host gives methods no files.");

    public override void Report(double fraction) => _progress?.Report((_share.Part + fraction) / _share.Parts);

    public override void BeginPart(int part, int parts) => _share = (part, parts);
}
