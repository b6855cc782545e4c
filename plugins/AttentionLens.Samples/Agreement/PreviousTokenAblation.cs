using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>What to remove from a model to see what its previous-token heads are for: nothing of these heads' output is left.</summary>
internal static class PreviousTokenAblation
{
    /// <summary>How many heads are removed.</summary>
    public const int Removed = 2;

    /// <summary>Removes the heads with the largest previous-token scores.</summary>
    /// <param name="heads">The scores of all heads.</param>
    public static ImmutableArray<Intervention> Strongest(ImmutableArray<HeadScore> heads) =>
        Without(heads, Largest(heads));

    /// <summary>Removes as many heads of the same blocks, those with the smallest previous-token scores there.</summary>
    /// <param name="heads">The scores of all heads.</param>
    public static ImmutableArray<Intervention> Control(ImmutableArray<HeadScore> heads) => Without(
        heads,
        Largest(heads)
            .GroupBy(head => head.Layer)
            .SelectMany(block => heads.Where(head => head.Layer == block.Key).OrderBy(head => head.Previous).Take(block.Count())));

    private static IEnumerable<HeadScore> Largest(ImmutableArray<HeadScore> heads) =>
        heads.OrderByDescending(head => head.Previous).Take(Removed);

    private static ImmutableArray<Intervention> Without(ImmutableArray<HeadScore> heads, IEnumerable<HeadScore> removed) => ModelUnits.RemovalOf(
        removed.Select(head => new ModelUnit(UnitKind.Head, ModelUnit.Self, head.Layer, head.Head)
        {
            HeadCount = heads.Count(other => other.Layer == head.Layer),
        }));
}
