namespace AttentionLens.Testing.Conformance;

/// <summary>A step of the residual stream: what a sublayer gives is added to what was there.</summary>
/// <param name="Before">The stream before it.</param>
/// <param name="Output">What the sublayer gives.</param>
/// <param name="After">The stream behind it.</param>
internal sealed record StreamStep(HookPoint Before, HookPoint Output, HookPoint After);
