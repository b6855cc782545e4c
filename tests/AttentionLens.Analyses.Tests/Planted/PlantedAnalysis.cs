using System.Buffers;
using System.Numerics.Tensors;

namespace AttentionLens.Analyses.Tests;

/// <summary>Runs one analyzer over planted patterns, as an engine would: every batch fills fresh statistics, which are written, read
/// back and merged in batch order.</summary>
internal sealed class PlantedAnalysis : AnalysisContext
{
    private readonly List<(Action<ExampleContext> Action, RunPlan Needs)> _exampleActions = [];
    private readonly List<Action<IReadOnlyList<PlantedBatch>>> _datasets = [];

    private PlantedAnalysis(LensAnalyzer analyzer, IEnumerable<HookPoint> hooks, WeightCatalog weights, IEnumerable<(string Name, string Value)> options)
    {
        Weights = weights;
        Hooks = new HookCatalog(hooks);
        Options = new AnalysisOptions(
            analyzer.SupportedOptions, options.Select(option => KeyValuePair.Create(option.Name, option.Value)));
        Results = new PlantedSink(analyzer);
    }

    public override ModelCard Model { get; } = new()
    {
        Name = "planted",
        Family = "planted",
        Architecture = "Planted",
        Layers = 2,
        Heads = 2,
        Width = 4,
        HeadWidth = 2,
        MlpWidth = 8,
        ParameterCount = 1,
    };

    public override HookCatalog Hooks { get; }

    public override AnalysisOptions Options { get; }

    public override WeightCatalog Weights { get; }

    private PlantedSink Results { get; }

    public static PlantedSink Run(
        LensAnalyzer analyzer, HookPoint[] hooks, PlantedBatch[] batches, params (string Name, string Value)[] options) =>
        Run(analyzer, hooks, batches, WeightCatalog.Empty, options);

    public static PlantedSink Run(
        LensAnalyzer analyzer, HookPoint[] hooks, PlantedBatch[] batches, WeightCatalog weights, params (string Name, string Value)[] options)
    {
        PlantedAnalysis analysis = new(analyzer, hooks, weights, options);
        analyzer.Initialize(analysis);
        foreach (PlantedBatch batch in batches)
        {
            for (int row = 0; row < batch.Inputs.Size; row++)
            {
                foreach ((Action<ExampleContext> action, RunPlan needs) in analysis._exampleActions)
                {
                    action(new PlantedExampleContext(analysis.Hooks, batch, row, needs, analysis.Results));
                }
            }
        }

        analysis._datasets.ForEach(dataset => dataset(batches));
        return analysis.Results;
    }

    public override void RegisterModelAction(Action<AnalysisSink> action) => action(Results);

    public override void RegisterHookAction(HookAction action, HookSelector hooks) =>
        throw new NotSupportedException("No analyzer here registers single hook actions.");

    public override void RegisterExampleAction(Action<ExampleContext> action, RunPlan needs) => _exampleActions.Add((action, needs));

    public override void RegisterSweep(InterventionSweep sweep, Action<SweepContext> results) => throw new LensInputException("Planted patterns cannot be changed.");

    public override void RegisterDataset<TState>(Func<TState> create, Action<DatasetRegistration<TState>> register)
    {
        Registration<TState> registration = new();
        register(registration);
        _datasets.Add(batches =>
        {
            TState all = create();
            foreach (PlantedBatch batch in batches)
            {
                TState part = create();
                registration.Fill(Hooks, batch, part, Results);
                ArrayBufferWriter<byte> bytes = new();
                part.WriteTo(bytes);
                all.Merge(TState.ReadFrom(bytes.WrittenSpan));
            }

            registration.End?.Invoke(all, Results);
        });
    }

    private sealed class Registration<TState> : DatasetRegistration<TState>
        where TState : class, IAccumulator<TState>
    {
        private readonly List<(DatasetHookAction<TState> Action, HookSelector Hooks)> _hookActions = [];
        private readonly List<(Action<ExampleContext, TState> Action, RunPlan Needs)> _exampleActions = [];

        public Action<TState, AnalysisSink>? End { get; private set; }

        public override void OnHook(DatasetHookAction<TState> action, HookSelector hooks) => _hookActions.Add((action, hooks));

        public override void OnExample(Action<ExampleContext, TState> action, RunPlan needs) => _exampleActions.Add((action, needs));

        public override void OnSweep(Action<SweepContext, TState> action, InterventionSweep sweep) => throw new LensInputException("Planted patterns cannot be changed.");

        public override void OnEnd(Action<TState, AnalysisSink> action) => End = action;

        public void Fill(HookCatalog hooks, PlantedBatch batch, TState state, AnalysisSink sink)
        {
            for (int row = 0; row < batch.Inputs.Size; row++)
            {
                foreach ((Action<ExampleContext, TState> action, RunPlan needs) in _exampleActions)
                {
                    action(new PlantedExampleContext(hooks, batch, row, needs, sink), state);
                }
            }

            foreach ((DatasetHookAction<TState> action, HookSelector selector) in _hookActions)
            {
                foreach (HookPoint hook in hooks.Resolve(selector))
                {
                    action(batch.At(hook), state);
                }
            }
        }
    }

    private sealed class PlantedExampleContext(HookCatalog hooks, PlantedBatch batch, int row, RunPlan needs, AnalysisSink sink) : ExampleContext
    {
        public override EncodedExample Example => batch.Inputs.Examples[row];

        public override AnalysisSink Sink => sink;

        // Planted images are grey.
        public override ColorImage? Image => Example.Pixels is { } pixels
            ? new ColorImage(pixels.Width, pixels.Height, [.. pixels.Values.SelectMany(value => Enumerable.Repeat((byte)(255 * value), 3))])
            : null;

        public override ReadOnlyTensorSpan<float> Output => throw new LensInputException("Planted patterns have no output.");

        public override double ObjectiveValue => throw new LensInputException("Planted patterns have no objective.");

        public override ReadOnlyTensorSpan<float> Value(HookName name)
        {
            HookPoint hook = hooks[name];
            return needs.Capture.Any(selector => selector.Matches(hook))
                ? batch.At(hook).ForExample(row)
                : throw new LensInputException($"The plan does not capture '{name}'.");
        }

        public override ReadOnlyTensorSpan<float> Gradient(HookName name) => throw new LensInputException("Planted patterns have no gradient.");
    }
}
