namespace AttentionLens;

/// <summary>Adds the value of a hook point to statistics.</summary>
/// <typeparam name="TState">The statistics.</typeparam>
/// <param name="context">The hook point and its value; valid during the call.</param>
/// <param name="state">The statistics of the batch.</param>
public delegate void DatasetHookAction<in TState>(in HookContext context, TState state);
