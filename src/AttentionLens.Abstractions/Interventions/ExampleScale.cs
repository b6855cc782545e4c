using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Scales the value of each example of a batch by a factor of its own. 1 changes nothing, 0 removes the value, and the gradient passes
/// scaled.</summary>
/// <param name="Target">The hook points.</param>
/// <param name="Scales">One factor for each example of the batch, in their order.</param>
public sealed record ExampleScale(HookSelector Target, ImmutableArray<float> Scales) : Intervention(Target)
{
    /// <summary>Value equality: the same target and the same factors.</summary>
    /// <param name="other">The other intervention.</param>
    public bool Equals(ExampleScale? other) => base.Equals(other) && Scales.AsSpan().SequenceEqual(other.Scales.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Scales.Length);
}
