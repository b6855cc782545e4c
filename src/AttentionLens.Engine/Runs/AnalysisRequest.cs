using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>All that a run needs.</summary>
public sealed record AnalysisRequest
{
    /// <summary>The model; the run does not dispose it.</summary>
    public required LensModel Model { get; init; }

    /// <summary>The analyzers; their order does not matter.</summary>
    public required ImmutableArray<AnalyzerSelection> Analyzers { get; init; }

    /// <summary>What proposes changes that answer findings. A part of a corpus (<see cref="AnalysisEngine.ScanAsync"/>) has no use for them.</summary>
    /// <value>None by default.</value>
    public ImmutableArray<InterventionProvider> Providers { get; init; } = [];

    /// <summary>The inputs, read once and never held all at once.</summary>
    public required IAsyncEnumerable<LensInput> Inputs { get; init; }

    /// <summary>How results become a report.</summary>
    public required ReportSettings Report { get; init; }

    /// <summary>How many inputs there are, for progress; null where that is not known.</summary>
    /// <value>null by default.</value>
    public long? InputCount { get; init; }

    /// <summary>The index of the first input in the whole corpus, where this run sees only a part of it. At least 0.</summary>
    /// <value>0 by default.</value>
    public long FirstIndex { get; init; }

    /// <summary>How inputs become token ids.</summary>
    public EncodeOptions Encode { get; init; } = new();

    /// <summary>How many examples go through the model together. In [1, 4096].</summary>
    /// <value>8 by default.</value>
    public int BatchSize { get; init; } = 8;

    /// <summary>The attributions that the report shows beside what analyzers give, or null for none. A part of a corpus
    /// (<see cref="AnalysisEngine.ScanAsync"/>) takes none.</summary>
    /// <value>null by default.</value>
    public ReportAttributions? Attributions { get; init; }
}
