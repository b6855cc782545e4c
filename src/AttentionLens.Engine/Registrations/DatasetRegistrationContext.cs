namespace AttentionLens.Engine;

/// <summary>Takes what fills and reads the statistics of one registration.</summary>
internal sealed class DatasetRegistrationContext<TState>(RegistrationContext context, Dataset<TState> dataset) : DatasetRegistration<TState>
    where TState : class, IAccumulator<TState>
{
    public override void OnHook(DatasetHookAction<TState> action, HookSelector hooks)
    {
        ArgumentNullException.ThrowIfNull(action);
        context.AddHook((in hook) => action(in hook, dataset.State), hooks, dataset);
    }

    public override void OnExample(Action<ExampleContext, TState> action, RunPlan needs)
    {
        ArgumentNullException.ThrowIfNull(action);
        context.AddExample(example => action(example, dataset.State), needs, dataset);
    }

    public override void OnSweep(Action<SweepContext, TState> action, InterventionSweep sweep)
    {
        ArgumentNullException.ThrowIfNull(action);
        context.AddSweep(example => action(example, dataset.State), sweep, dataset);
    }

    public override void OnEnd(Action<TState, AnalysisSink> action)
    {
        context.ThrowIfClosed();
        ArgumentNullException.ThrowIfNull(action);
        dataset.EndActions.Add(action);
    }
}
