using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>How units depend on each other, two at a time.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Units">The units, in forward order.</param>
/// <param name="Pairs">Every two of them, in the order of the units.</param>
/// <remarks>Source: Grabisch and Roubens 1999, the interaction of two players against the whole.</remarks>
public sealed record PairwiseResult(ImportanceMetric Metric, ImmutableArray<ModelUnit> Units, ImmutableArray<UnitPair> Pairs)
{
    /// <summary>How p-values are corrected.</summary>
    public TestCorrection Correction { get; init; }
}
