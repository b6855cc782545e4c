using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>What an analyzer did in a run, so that a clean run differs from an empty one.</summary>
/// <param name="Name">The analyzer.</param>
/// <param name="Plugin">The plugin it comes from.</param>
/// <param name="Rules">The rules it may report.</param>
public sealed record AnalyzerRecord(string Name, string Plugin, ImmutableArray<FindingDescriptor> Rules)
{
    /// <summary>The hook points it looked at.</summary>
    public int Sites { get; init; }

    /// <summary>The examples it saw to the end.</summary>
    public long Examples { get; init; }

    /// <summary>Whether it failed at some point, so that its results may rest on part of the data.</summary>
    public bool IsPartial { get; init; }

    /// <summary>What its sweeps ran; null where it declared none, or none ran.</summary>
    public SweptStages? Swept { get; init; }
}
