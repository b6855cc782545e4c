using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Activation patching: replaces values by those that a source's run has in the same place. An example takes them from the source's example of its own
/// index in the whole input, or from its only one. No gradient passes.</summary>
/// <param name="Target">The hook points.</param>
/// <param name="Source">The name of one of <see cref="RunPlan.Sources"/>.</param>
/// <param name="Positions">The positions that are replaced; empty or default for all that both examples have. Where the hook point has no positions, the whole
/// value is, and the extents must be the same.</param>
/// <remarks>Source: Vig et al. 2020; Meng et al. 2022, section 2.1.</remarks>
public sealed record PatchFrom(HookSelector Target, string Source, ImmutableArray<int> Positions = default) : Intervention(Target)
{
    /// <summary>Value equality: the same target, source and positions.</summary>
    /// <param name="other">The other intervention.</param>
    public bool Equals(PatchFrom? other) => base.Equals(other) && Source == other.Source && SameValues.Of(Positions, other.Positions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Source);
}
