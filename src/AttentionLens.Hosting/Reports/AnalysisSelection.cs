using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Which analyzers run, and how, and which attributions beside them.</summary>
public sealed record AnalysisSelection
{
    /// <summary>Names or patterns of analyzers; <c>*</c> stands for any run of characters.</summary>
    /// <value><c>*</c> by default: all but those none of whose rules is <see cref="FindingDescriptor.EnabledByDefault"/>.</value>
    public ImmutableArray<string> Analyzers { get; init; } = ["*"];

    /// <summary>Settings as <c>ANALYZER.OPTION</c> and value.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Options { get; init; } = [];

    /// <summary>The attributions that the report shows too, or null for none.</summary>
    /// <value>null by default.</value>
    public ReportAttributions? Attributions { get; init; }

    /// <summary>Severities that replace the rules' own, by rule id.</summary>
    public ImmutableDictionary<string, Severity> Severities { get; init; } = ImmutableDictionary<string, Severity>.Empty;
}
