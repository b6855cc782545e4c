using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>What is worth knowing about an attribution method.</summary>
/// <param name="Name">The name that users call it by, for instance <c>integrated-gradients</c>.</param>
/// <param name="Summary">What it computes, in one line.</param>
/// <param name="Kind">What its answer is made of.</param>
public sealed record AttributionDescriptor(string Name, string Summary, AttributionKind Kind)
{
    /// <summary>Whether scores have a sign: above 0 speaks for the objective, below 0 against it.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Whether the scores of an example add up to the objective less its value at the baseline, up to the delta that is given.</summary>
    public bool IsComplete { get; init; }

    /// <summary>How the scores of a position come from its components, for instance <c>sum over the width</c>.</summary>
    public string Aggregation { get; init; } = "none";

    /// <summary>Where in the model the scores begin, for instance <c>layer 0</c>, unless a setting says so.</summary>
    /// <value>null by default: where methods of its kind begin.</value>
    public string? StartLayer { get; init; }

    /// <summary>Whether the answer depends on what stands for the absence of an input.</summary>
    public bool UsesBaseline { get; init; }

    /// <summary>What the method does with special tokens.</summary>
    /// <value>By default they get a score like any other.</value>
    public string SpecialTokens { get; init; } = "scored like any other";

    /// <summary>The setting without which it cannot work and which nobody but the user can know, for instance a file. Where every method is asked for, those whose
    /// setting is not given are left out.</summary>
    /// <value>null by default: it needs none.</value>
    public string? RequiredOption { get; init; }

    /// <summary>The papers the method comes from.</summary>
    public ImmutableArray<Citation> Sources { get; init; } = [];

    /// <summary>Value equality: the same words, promises and papers.</summary>
    /// <param name="other">The other descriptor.</param>
    public bool Equals(AttributionDescriptor? other) => other is not null
        && (Name, Summary, Kind, IsSigned, IsComplete, Aggregation) == (other.Name, other.Summary, other.Kind, other.IsSigned, other.IsComplete, other.Aggregation)
        && (StartLayer, UsesBaseline, SpecialTokens, RequiredOption) == (other.StartLayer, other.UsesBaseline, other.SpecialTokens, other.RequiredOption)
        && Sources.AsSpan().SequenceEqual(other.Sources.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Kind);
}
