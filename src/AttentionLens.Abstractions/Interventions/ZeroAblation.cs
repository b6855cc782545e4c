namespace AttentionLens;

/// <summary>Sets values to zero; no gradient passes.</summary>
/// <param name="Target">The hook points.</param>
public sealed record ZeroAblation(HookSelector Target) : Intervention(Target);
