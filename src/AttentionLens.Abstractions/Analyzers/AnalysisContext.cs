namespace AttentionLens;

/// <summary>Takes an analyzer's registrations. What no analyzer registers for is not computed.</summary>
public abstract class AnalysisContext
{
    /// <summary>The model that will run.</summary>
    public abstract ModelCard Model { get; }

    /// <summary>Its hook points.</summary>
    public abstract HookCatalog Hooks { get; }

    /// <summary>The model's weights in the vocabulary of all families.</summary>
    /// <value>Empty by default: a model that shows none, or parts of a corpus put together without one.</value>
    public virtual WeightCatalog Weights => WeightCatalog.Empty;

    /// <summary>The analyzer's settings.</summary>
    public abstract AnalysisOptions Options { get; }

    /// <summary>Registers an action that runs once, before any example.</summary>
    /// <param name="action">The action.</param>
    public abstract void RegisterModelAction(Action<AnalysisSink> action);

    /// <summary>Registers an action that runs at hook points of every batch, in the one pass that all analyzers share.</summary>
    /// <param name="action">The action.</param>
    /// <param name="hooks">The hook points.</param>
    public abstract void RegisterHookAction(HookAction action, HookSelector hooks);

    /// <summary>Registers an action that runs once for each example, with several values of one pass together. A plan that only
    /// captures is served by the shared pass; interventions and gradients make a pass of their own, shared by all equal plans.</summary>
    /// <param name="action">The action.</param>
    /// <param name="needs">What it reads.</param>
    public abstract void RegisterExampleAction(Action<ExampleContext> action, RunPlan needs);

    /// <summary>Registers many changes of the model, and an action that sees each example under all of them.</summary>
    /// <param name="sweep">The changes, and what is asked for under each.</param>
    /// <param name="results">The action.</param>
    public abstract void RegisterSweep(InterventionSweep sweep, Action<SweepContext> results);

    /// <summary>Registers statistics over all examples.</summary>
    /// <typeparam name="TState">The statistics: each batch fills a fresh one, and they are merged in batch order.</typeparam>
    /// <param name="create">Makes an empty state.</param>
    /// <param name="register">Registers what fills it and what reads it in the end.</param>
    public abstract void RegisterDataset<TState>(Func<TState> create, Action<DatasetRegistration<TState>> register)
        where TState : class, IAccumulator<TState>;
}
