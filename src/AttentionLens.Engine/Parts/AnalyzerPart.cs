using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What one analyzer gave for a part of a corpus; a state is null where its statistics broke.</summary>
internal sealed record AnalyzerPart(
    string Name,
    string Plugin,
    ImmutableArray<KeyValuePair<string, string>> Options,
    long ExamplesSeen,
    ResultsPart Setup,
    ResultsPart Main,
    ImmutableArray<ReadOnlyMemory<byte>?> States)
{
    /// <summary>What its sweeps ran; null where none did.</summary>
    public SweptStages? Swept { get; init; }

    public static AnalyzerPart From(AnalyzerRun run)
    {
        // First, since statistics that cannot be written are a failure to be told.
        ImmutableArray<ReadOnlyMemory<byte>?> states =
            [.. run.Datasets.Select(dataset => dataset.Write() is { } bytes ? (ReadOnlyMemory<byte>?)bytes : null)];
        return new AnalyzerPart(
            run.Name, run.Plugin, run.Options, run.ExamplesSeen, ResultsPart.From(run.Setup), ResultsPart.From(run.Main), states)
        {
            Swept = run.Swept,
        };
    }
}
