using System.Collections.Immutable;

namespace AttentionLens.Rendering.Tests;

/// <summary>Flows across layers with data that anybody can compute again.</summary>
internal static class SampleFlows
{
    public static IEnumerable<KeyValuePair<string, Artefact>> All =>
    [
        new("flow-small", Flow("maps/example-0/flow", SampleArtefacts.English, 4, 0)),
        new("flow-all", Flow("maps/example-1/flow", SampleArtefacts.English, 2, null)),
        new("flow-one", Flow("maps/example-2/flow", ["hello"], 1, 0)),
        new("flow-empty", Flow("maps/example-3/flow", [], 2, null)),
        new("flow-chinese", Flow("maps/example-4/flow", SampleArtefacts.Chinese, 3, 0)),
        new("flow-arabic", Flow("maps/example-5/flow", SampleArtefacts.Arabic, 3, 5)),
        new("flow-hostile", Flow("maps/example-6/flow", SampleArtefacts.Hostile, 2, 1)),
        new("flow-64", Flow("maps/example-7/flow", SampleArtefacts.Words(64), 24, 63)),
        new("flow-512", Flow("maps/example-8/flow", SampleArtefacts.Words(512), 2, 0)),
    ];

    private static FlowFigure Flow(string id, ImmutableArray<string> tokens, int layers, int? end) => new(
        new ArtefactId(id),
        "Attention flow",
        new AxisLabels("token", tokens),
        [.. Enumerable.Range(0, layers).Select(layer => new FlowLayer(layer, Halved(SampleArtefacts.PatternOf(tokens.Length, tokens.Length, layer), tokens.Length)))],
        [.. Enumerable.Range(0, tokens.Length).Select(token => end is null ? 1f / tokens.Length : token == end ? 1 : 0)])
    {
        Caption = "Half of what a token holds stays, the other half comes from where it attends.",
    };

    private static ImmutableArray<float> Halved(ImmutableArray<float> pattern, int tokens) =>
        [.. pattern.Select((weight, cell) => (weight / 2) + (cell / tokens == cell % tokens ? 0.5f : 0))];
}
