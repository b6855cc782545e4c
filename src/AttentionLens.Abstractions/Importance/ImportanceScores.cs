using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>The answer of a method of importance, in the order of <see cref="ImportanceContext.Units"/>; examples stand in the order of
/// <see cref="ImportanceContext.Batches"/>.</summary>
public sealed record ImportanceScores
{
    /// <summary>[unit][example]: what each example says about each unit; its mean is the unit's score. Default where examples have no say of their own.</summary>
    public ImmutableArray<ImmutableArray<double>> Contributions { get; init; }

    /// <summary>One score for each unit, for a method that has no <see cref="Contributions"/>; default otherwise.</summary>
    public ImmutableArray<double> Scores { get; init; }

    /// <summary>[unit][example]: the metric of each example with the unit removed; default where the method removes none.</summary>
    public ImmutableArray<ImmutableArray<double>> Values { get; init; }

    /// <summary>[unit][example]: the standard error of each contribution where it is an average over random samples; default otherwise.</summary>
    public ImmutableArray<ImmutableArray<double>> StandardErrors { get; init; }

    /// <summary>More numbers of each unit, by name in lower case.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<double>> Extras { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>What is worth knowing about the whole, for instance how many gates stayed open.</summary>
    public ImmutableArray<Measure> Measures { get; init; } = [];
}
