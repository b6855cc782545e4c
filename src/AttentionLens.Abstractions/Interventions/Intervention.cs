namespace AttentionLens;

/// <summary>A change to the values of hook points while the model runs.</summary>
/// <param name="Target">The hook points whose values change.</param>
public abstract record Intervention(HookSelector Target);
