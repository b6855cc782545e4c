using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Takes one analyzer's registrations while it initialises.</summary>
internal sealed class RegistrationContext(AnalyzerRun run, ModelCard card, HookCatalog hooks, WeightCatalog weights, AnalysisOptions options) : AnalysisContext
{
    private bool _isClosed;

    public override ModelCard Model => card;

    public override HookCatalog Hooks => hooks;

    public override WeightCatalog Weights => weights;

    public override AnalysisOptions Options => options;

    public override void RegisterModelAction(Action<AnalysisSink> action)
    {
        ThrowIfClosed();
        ArgumentNullException.ThrowIfNull(action);
        run.ModelActions.Add(action);
    }

    public override void RegisterHookAction(HookAction action, HookSelector hooks)
    {
        ArgumentNullException.ThrowIfNull(action);
        AddHook((in context) => action(in context, run.Sink), hooks, null);
    }

    public override void RegisterExampleAction(Action<ExampleContext> action, RunPlan needs)
    {
        ArgumentNullException.ThrowIfNull(action);
        AddExample(action, needs, null);
    }

    public override void RegisterSweep(InterventionSweep sweep, Action<SweepContext> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        AddSweep(results, sweep, null);
    }

    public override void RegisterDataset<TState>(Func<TState> create, Action<DatasetRegistration<TState>> register)
    {
        ThrowIfClosed();
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(register);
        Dataset<TState> dataset = new(run, create);
        run.Datasets.Add(dataset);
        register(new DatasetRegistrationContext<TState>(this, dataset));
    }

    public void AddHook(HookReader call, HookSelector selector, Dataset? dataset)
    {
        ThrowIfClosed();
        ArgumentNullException.ThrowIfNull(selector);
        ImmutableArray<HookPoint> points = hooks.Resolve(selector);
        run.HookHandlers.Add(new HookHandler(run, selector, points, call, dataset));
        run.Sites.UnionWith(points.Select(point => point.Name));
    }

    public void AddExample(Action<ExampleContext> call, RunPlan plan, Dataset? dataset)
    {
        ThrowIfClosed();
        ArgumentNullException.ThrowIfNull(plan);
        ExampleNeeds needs = ExampleNeeds.Resolve(plan, hooks);
        run.ExampleHandlers.Add(new ExampleHandler(run, needs, call, dataset));
        run.Sites.UnionWith(needs.Values);
        run.Sites.UnionWith(needs.Gradients);
    }

    public void AddSweep(Action<SweepContext> call, InterventionSweep sweep, Dataset? dataset)
    {
        ThrowIfClosed();
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(sweep.Objective);
        InterventionSweep whole = sweep with { Variants = sweep.Variants.IsDefault ? [] : sweep.Variants, Removed = sweep.Removed.IsDefault ? [] : sweep.Removed };
        foreach (Intervention intervention in whole.Variants.SelectMany(change => change.IsDefault ? throw new LensInputException("A change of a sweep is no list; give a list of interventions.") : change))
        {
            run.Sites.UnionWith(hooks.Resolve(intervention.Target, HookCapabilities.Edit).Select(point => point.Name));
        }

        run.Sites.UnionWith(ModelUnits.Of(hooks, _ => 1).Where(unit => whole.Removed.Contains(unit.Kind)).Select(unit => unit.Site));
        run.SweepHandlers.Add(new SweepHandler(run, whole, call, dataset));
    }

    public void ThrowIfClosed()
    {
        if (_isClosed)
        {
            throw new InvalidOperationException("Registrations are taken in Initialize alone.");
        }
    }

    public void Close() => _isClosed = true;
}
