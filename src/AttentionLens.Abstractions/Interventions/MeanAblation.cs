namespace AttentionLens;

/// <summary>Replaces values by their mean over other examples: over all of a source's examples and, where the hook point has positions, over all positions
/// that are attended to. No gradient passes.</summary>
/// <param name="Target">The hook points. Where they have no positions ([batch, head, query, key] for instance), the source's examples must have the
/// extents of what is changed.</param>
/// <param name="Source">The name of one of <see cref="RunPlan.Sources"/>.</param>
public sealed record MeanAblation(HookSelector Target, string Source) : Intervention(Target);
