using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>How important the units of a model are.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Baseline">The metric of the whole model.</param>
/// <param name="Units">The units, by kind and in forward order.</param>
public sealed record ImportanceResult(string Method, ImportanceMetric Metric, double Baseline, ImmutableArray<UnitImportance> Units)
{
    /// <summary>The examples' indices in the whole input, in rising order.</summary>
    public ImmutableArray<long> Examples { get; init; } = [];

    /// <summary>How much each example counts in the metric.</summary>
    public ImmutableArray<double> Weights { get; init; } = [];

    /// <summary>What is worth knowing about the whole.</summary>
    public ImmutableArray<Measure> Measures { get; init; } = [];

    /// <summary>What decided all that was random.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many times the examples were drawn anew for the confidence intervals.</summary>
    public int Resamples { get; init; }

    /// <summary>What sweeps ran; null where none did.</summary>
    public SweepWork? Sweeps { get; init; }

    /// <summary>How the p-values of removals are corrected.</summary>
    public TestCorrection Correction { get; init; }
}
