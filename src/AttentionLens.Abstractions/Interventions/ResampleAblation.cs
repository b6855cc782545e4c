namespace AttentionLens;

/// <summary>Replaces values by those of another example, drawn from a source: the same one at every hook point, by the seed and the example's index in the
/// whole input. A position takes the value of the same position of the other example, counted from its first token and begun anew behind its last. No gradient passes.</summary>
/// <param name="Target">The hook points. Where they have no positions, the source's examples must have the extents of what is changed.</param>
/// <param name="Source">The name of one of <see cref="RunPlan.Sources"/>.</param>
/// <param name="Seed">Decides which example is drawn.</param>
/// <remarks>Source: Chan et al. 2022, causal scrubbing, for resampling in place of zeros.</remarks>
public sealed record ResampleAblation(HookSelector Target, string Source, ulong Seed = 0) : Intervention(Target);
