using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Everything an analysis gave, without the model: enough to render, compare, or log it. The same model, input and
/// settings give an equal report on every machine.</summary>
[TypeFormatterSource]
public sealed record AnalysisReport
{
    /// <summary>The version of this model's JSON form.</summary>
    public const string SchemaVersion = "1";

    /// <summary>The version of AttentionLens that wrote it.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The model.</summary>
    public required ModelCard Model { get; init; }

    /// <summary>The examples that are shown, in input order.</summary>
    public ImmutableArray<ReportExample> Examples { get; init; } = [];

    /// <summary>How many examples were seen.</summary>
    public long ExampleCount { get; init; }

    /// <summary>The analyzers that ran, in name order.</summary>
    public ImmutableArray<AnalyzerRecord> Analyzers { get; init; } = [];

    /// <summary>The findings, sorted by severity (gravest first), rule id, address and message.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>The figures and tables, in id order.</summary>
    public ImmutableArray<Artefact> Artefacts { get; init; } = [];

    /// <summary>The plugins that took part, in name order.</summary>
    public ImmutableArray<PluginRecord> Plugins { get; init; } = [];
}
