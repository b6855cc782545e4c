namespace AttentionLens;

/// <summary>Changes values by a callback. In a backward pass the entries that the callback changed count as constants: the gradient
/// passes where the value is what it was, and is zero where it was replaced.</summary>
/// <param name="Target">The hook points.</param>
/// <param name="Apply">The callback.</param>
public sealed record CustomEdit(HookSelector Target, EditAction Apply) : Intervention(Target);
