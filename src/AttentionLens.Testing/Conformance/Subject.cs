using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>What the laws are checked on: a loaded model and a batch of inputs.</summary>
internal sealed class Subject
{
    private readonly Lazy<InputBatch> _batch;
    private Recording? _everything;

    public Subject(ModelAdapter adapter, ModelFolder folder, LensModel model, AdapterConformance settings, CancellationToken cancellationToken)
    {
        Adapter = adapter;
        Folder = folder;
        Model = model;
        Settings = settings;
        CancellationToken = cancellationToken;
        Map = new ModelMap(model.Hooks);
        Inputs = settings.Inputs.IsEmpty ? SeededInputs.For(model, folder, settings.Seed) : settings.Inputs;
        _batch = new Lazy<InputBatch>(() => BatchOf(Inputs));
    }

    public ModelAdapter Adapter { get; }

    public ModelFolder Folder { get; }

    public LensModel Model { get; }

    public AdapterConformance Settings { get; }

    public CancellationToken CancellationToken { get; }

    public ModelMap Map { get; }

    public ImmutableArray<LensInput> Inputs { get; }

    public InputBatch Batch => _batch.Value;

    public bool HasLogits => Model.Hooks.Any(point => point.Kind == HookKind.Logits);

    public bool SeesImages => Batch.Examples[0].Pixels is not null;

    public InputBatch BatchOf(params IReadOnlyList<LensInput> inputs) => Model.Inputs.Collate(
        [.. inputs.Select((input, index) => Model.Inputs.Encode(index, input, new EncodeOptions()))]);

    /// <summary>The batch run with every hook point captured.</summary>
    public async ValueTask<Recording> EverythingAsync() => _everything ??= await RunAsync(Batch, Plans.Everything);

    public ValueTask<Recording> RunAsync(RunPlan plan) => RunAsync(Batch, plan);

    public ValueTask<Recording> RunAsync(InputBatch batch, RunPlan plan) => RunAsync(Model, batch, plan);

    public async ValueTask<Recording> RunAsync(LensModel model, InputBatch batch, RunPlan plan)
    {
        using ModelRun run = await model.RunAsync(batch, plan, null, CancellationToken);
        return Recording.Of(model, run, plan);
    }
}
