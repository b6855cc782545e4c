using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>How results become a report.</summary>
public sealed record ReportSettings
{
    /// <summary>The version of AttentionLens, for the report.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Severities that replace the rules' own, by rule id.</summary>
    /// <value>Empty by default.</value>
    public ImmutableDictionary<string, Severity> Severities { get; init; } = ImmutableDictionary<string, Severity>.Empty;

    /// <summary>The plugins that take part, for the report.</summary>
    /// <value>Empty by default.</value>
    public ImmutableArray<PluginRecord> Plugins { get; init; } = [];

    /// <summary>The host's own rules, which <see cref="Severities"/> may name too.</summary>
    /// <value>Empty by default.</value>
    public ImmutableArray<FindingDescriptor> HostRules { get; init; } = [];

    /// <summary>What the host found before the run, for instance a plugin that could not be loaded.</summary>
    /// <value>Empty by default.</value>
    public ImmutableArray<Finding> HostFindings { get; init; } = [];

    /// <summary>Gives the rule under which an analyzer's exception is reported, or null for
    /// <see cref="EngineFindings.AnalyzerFailed"/>. The rule's message format takes {0} the plugin and {1} one line that names the
    /// analyzer, how often it failed, and the exception's type and message.</summary>
    /// <value>null by default: every exception is an <see cref="EngineFindings.AnalyzerFailed"/>.</value>
    public Func<Exception, FindingDescriptor?>? ClassifyFailure { get; init; }

    /// <summary>How many examples, from the first, the report shows, with their tokens, predictions and figures. A figure that belongs
    /// to a later example is left out and counted. In [0, 100 000].</summary>
    /// <value>32 by default.</value>
    public int MaxExamplesShown { get; init; } = 32;

    /// <summary>How many findings of one rule the report lists; the first in report order are kept and the others counted.
    /// In [0, 1 000 000].</summary>
    /// <value>1 000 by default.</value>
    public int MaxFindingsPerRule { get; init; } = 1_000;

    /// <summary>How many figures and tables of one analyzer the report holds; the first in id order are kept and the others counted.
    /// In [0, 1 000 000].</summary>
    /// <value>10 000 by default.</value>
    public int MaxArtefactsPerAnalyzer { get; init; } = 10_000;
}
