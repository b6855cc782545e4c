using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Scales heads: a head mask. 1 changes nothing, 0 removes the head, and the gradient passes scaled.
/// Targets hook points with a head dimension, usually <c>attn.z</c>.</summary>
/// <param name="Target">The hook points.</param>
/// <param name="Scales">One factor for each head.</param>
/// <remarks>Source: Michel, Levy and Neubig 2019, section 2.2, the mask variables.</remarks>
public sealed record HeadScale(HookSelector Target, ImmutableArray<float> Scales) : Intervention(Target)
{
    /// <summary>Value equality: the same target and the same factors.</summary>
    /// <param name="other">The other intervention.</param>
    public bool Equals(HeadScale? other) => base.Equals(other) && Scales.AsSpan().SequenceEqual(other.Scales.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Scales.Length);
}
