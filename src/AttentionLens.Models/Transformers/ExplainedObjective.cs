using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>An objective, evaluated.</summary>
/// <param name="Values">Its value for each example.</param>
/// <param name="Targets">What it was of, for each example.</param>
internal sealed record ExplainedObjective(ImmutableArray<double> Values, ImmutableArray<ExplainedTarget> Targets)
{
    /// <summary>Where a plan has no objective.</summary>
    public static ExplainedObjective None { get; } = new([], []);
}
