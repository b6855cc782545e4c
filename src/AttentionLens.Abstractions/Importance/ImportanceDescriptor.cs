using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>What is worth knowing about a method of importance.</summary>
/// <param name="Name">The name that users call it by, for instance <c>leave-one-out</c>.</param>
/// <param name="Summary">What it computes, in one line.</param>
/// <param name="Units">The kinds of units that it can score.</param>
public sealed record ImportanceDescriptor(string Name, string Summary, ImmutableArray<UnitKind> Units)
{
    /// <summary>Whether scores have a sign: above 0 the metric gets worse without the unit, below 0 better.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Whether a score is a change of the metric, so that examples count in it as they count in the metric; otherwise each counts the same.</summary>
    public bool FollowsMetric { get; init; }

    /// <summary>The papers the method comes from.</summary>
    public ImmutableArray<Citation> Sources { get; init; } = [];

    /// <summary>Value equality: the same words, promises, kinds and papers.</summary>
    /// <param name="other">The other descriptor.</param>
    public bool Equals(ImportanceDescriptor? other) => other is not null
        && (Name, Summary, IsSigned, FollowsMetric) == (other.Name, other.Summary, other.IsSigned, other.FollowsMetric)
        && Units.AsSpan().SequenceEqual(other.Units.AsSpan()) && Sources.AsSpan().SequenceEqual(other.Sources.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Summary);
}
