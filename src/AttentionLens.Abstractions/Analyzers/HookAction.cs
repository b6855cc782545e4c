namespace AttentionLens;

/// <summary>Looks at the value of a hook point.</summary>
/// <param name="context">The hook point and its value; valid during the call.</param>
/// <param name="sink">Takes findings and figures.</param>
public delegate void HookAction(in HookContext context, AnalysisSink sink);
