namespace AttentionLens;

/// <summary>Is called with the value of a hook point while the model runs.</summary>
/// <param name="context">The hook point and its value; valid during the call.</param>
public delegate void HookReader(in HookContext context);
