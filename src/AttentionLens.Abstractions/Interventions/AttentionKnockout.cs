using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Cuts edges of attention. At <c>attn.scores</c> the key becomes unseen and the query's other probabilities grow to a sum of 1; at
/// <c>attn.pattern</c> the probability becomes 0 and the others stay.</summary>
/// <param name="Target">The hook points, of scores or patterns.</param>
/// <param name="Edges">Query and key positions. A query that loses its last key attends to all alike, as one whose keys are all masked.</param>
/// <param name="Heads">The heads that are cut; empty or default for all.</param>
/// <remarks>Source: Geva et al. 2023, section 4, "attention knockout".</remarks>
public sealed record AttentionKnockout(HookSelector Target, ImmutableArray<(int Query, int Key)> Edges, ImmutableArray<int> Heads = default) : Intervention(Target)
{
    /// <summary>Value equality: the same target, edges and heads.</summary>
    /// <param name="other">The other intervention.</param>
    public bool Equals(AttentionKnockout? other) => base.Equals(other) && SameValues.Of(Edges, other.Edges) && SameValues.Of(Heads, other.Heads);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Edges.IsDefault ? 0 : Edges.Length);
}
