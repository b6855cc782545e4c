using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>How important a unit is.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Score">The score; for a method with signs above 0 where the metric gets worse without the unit.</param>
public sealed record UnitImportance(ModelUnit Unit, double Score)
{
    /// <summary>The metric with the unit removed, for a method that removes it.</summary>
    public double? Value { get; init; }

    /// <summary>What of 95 of 100 corpora drawn anew from the examples lies between, for the score; null with fewer than two examples, or where examples
    /// have no say of their own.</summary>
    public (double Low, double High)? Interval { get; init; }

    /// <summary>The standard error that the method's own random samples leave, for a method that draws some.</summary>
    public double? StandardError { get; init; }

    /// <summary>What each example says, in the order of <see cref="ImportanceResult.Examples"/>; default where examples have no say of their own.</summary>
    public ImmutableArray<double> Contributions { get; init; }

    /// <summary>The metric of each example with the unit removed; default where the method removes none.</summary>
    public ImmutableArray<double> Values { get; init; }

    /// <summary>Whether the removal changes the metric; null for a method that removes none, and with a single example.</summary>
    public RemovalTest? Test { get; init; }

    /// <summary>More numbers that the method gives, by name.</summary>
    public ImmutableSortedDictionary<string, double> Extras { get; init; } = ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal);
}
