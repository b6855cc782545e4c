using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Which units can go together: each step removes the one whose removal, besides those that are gone, costs least.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Baseline">The metric of the whole model.</param>
/// <param name="Kind">What is removed.</param>
/// <param name="Units">How many units there are.</param>
/// <param name="Steps">The steps that were within the bound.</param>
public sealed record GreedyResult(ImportanceMetric Metric, double Baseline, UnitKind Kind, int Units, ImmutableArray<GreedyStep> Steps)
{
    /// <summary>How much worse the metric was allowed to get; null for no bound.</summary>
    public double? MaxDrop { get; init; }

    /// <summary>The step that would have cost more than <see cref="MaxDrop"/>; null where none did.</summary>
    public GreedyStep? Beyond { get; init; }
}
