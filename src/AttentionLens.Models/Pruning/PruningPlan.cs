using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>What is to be cut out of a model, in the words of its hook points.</summary>
public sealed record PruningPlan
{
    /// <summary>The heads to cut out of attention sublayers, by their names: <c>blocks.0.attn</c>, <c>decoder.blocks.1.cross_attn</c>. Where key/value heads are
    /// shared, all query heads of one go together.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedSet<int>> Heads { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedSet<int>>(StringComparer.Ordinal);

    /// <summary>The MLPs to cut out, by their names: <c>blocks.2.mlp</c>.</summary>
    public ImmutableSortedSet<string> Mlps { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The blocks to cut out, by their names: <c>blocks.3</c>. Those behind move up.</summary>
    public ImmutableSortedSet<string> Blocks { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Whether nothing is cut out.</summary>
    public bool IsEmpty => Heads.Values.All(heads => heads.IsEmpty) && Mlps.IsEmpty && Blocks.IsEmpty;
}
