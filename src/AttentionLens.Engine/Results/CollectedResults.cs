using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What a run, or several parts of one, gave up to the last example.</summary>
internal sealed record CollectedResults(
    ModelCard Model,
    HookCatalog Hooks,
    ImmutableArray<AnalyzerRun> Analyzers,
    ImmutableArray<ReportExample> Examples,
    long ExampleCount,
    RunScope Scope)
{
    /// <summary>Who proposes changes that answer findings; null where nobody does.</summary>
    public Proposals? Proposals { get; init; }
}
