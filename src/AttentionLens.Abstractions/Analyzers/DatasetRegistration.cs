namespace AttentionLens;

/// <summary>Takes what fills statistics over all examples, and what reads them in the end.</summary>
/// <typeparam name="TState">The statistics.</typeparam>
public abstract class DatasetRegistration<TState>
    where TState : class, IAccumulator<TState>
{
    /// <summary>Fills the statistics at hook points of every batch.</summary>
    /// <param name="action">The action.</param>
    /// <param name="hooks">The hook points.</param>
    public abstract void OnHook(DatasetHookAction<TState> action, HookSelector hooks);

    /// <summary>Fills the statistics once for each example.</summary>
    /// <param name="action">The action.</param>
    /// <param name="needs">What it reads.</param>
    public abstract void OnExample(Action<ExampleContext, TState> action, RunPlan needs);

    /// <summary>Fills the statistics with each example under many changes of the model.</summary>
    /// <param name="action">The action.</param>
    /// <param name="sweep">The changes, and what is asked for under each.</param>
    public abstract void OnSweep(Action<SweepContext, TState> action, InterventionSweep sweep);

    /// <summary>Reads the statistics when every example was seen.</summary>
    /// <param name="action">The action.</param>
    public abstract void OnEnd(Action<TState, AnalysisSink> action);
}
