namespace AttentionLens;

/// <summary>Is called with what a hook point holds under a change.</summary>
/// <param name="variant">The variant's place in the request.</param>
/// <param name="hook">The hook point.</param>
/// <param name="value">Its value for this variant, padding included, in row-major order: the dimensions of <see cref="HookPoint.Spec"/> behind the batch. It lives
/// as long as the call.</param>
public delegate void VariantReader(int variant, HookName hook, ReadOnlySpan<float> value);
