namespace AttentionLens;

/// <summary>A reader and the hook points it is called at.</summary>
/// <param name="Hooks">The hook points.</param>
/// <param name="Reader">Is called at each of them, in forward order, on the thread that runs the model.</param>
public sealed record HookSubscription(HookSelector Hooks, HookReader Reader);
