using System.Collections.Immutable;

namespace AttentionLens.Hosting;

/// <summary>Which analyzers run, and how.</summary>
public sealed record AnalysisSelection
{
    /// <summary>Names or patterns of analyzers; <c>*</c> stands for any run of characters.</summary>
    /// <value>All by default.</value>
    public ImmutableArray<string> Analyzers { get; init; } = ["*"];

    /// <summary>Settings as <c>ANALYZER.OPTION</c> and value.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Options { get; init; } = [];

    /// <summary>Severities that replace the rules' own, by rule id.</summary>
    public ImmutableDictionary<string, Severity> Severities { get; init; } = ImmutableDictionary<string, Severity>.Empty;
}
