using System.Collections.Immutable;

namespace AttentionLens.Rendering.Tests;

/// <summary>Head views, and heads across layers, with data that anybody can compute again.</summary>
internal static class SampleArcs
{
    public static IEnumerable<KeyValuePair<string, Artefact>> All =>
    [
        new("arcs-small", Arcs("maps/example-0/head-view", SampleArtefacts.English, SampleArtefacts.English, 2, 4)),
        new("arcs-one", Arcs("maps/example-1/head-view", ["hello"], ["hello"], 1, 1)),
        new("arcs-empty", Arcs("maps/example-2/head-view", SampleArtefacts.English, [], 1, 2)),
        new("arcs-pair", Arcs("maps/example-3/head-view", [.. SampleArtefacts.English, "it", "slept", "[SEP]"], [.. SampleArtefacts.English, "it", "slept", "[SEP]"], 1, 8) with
        {
            QuerySentences = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1],
            KeySentences = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1],
        }),
        new("arcs-chinese", Arcs("maps/example-4/head-view", SampleArtefacts.Chinese, SampleArtefacts.English, 1, 2)),
        new("arcs-arabic", Arcs("maps/example-5/head-view", SampleArtefacts.Arabic, SampleArtefacts.Arabic, 1, 3)),
        new("arcs-hostile", Arcs("maps/example-6/head-view", SampleArtefacts.Hostile, SampleArtefacts.Hostile, 1, 2)),
        new("arcs-24-heads", Arcs("maps/example-7/head-view", SampleArtefacts.Words(40), SampleArtefacts.Words(40), 1, 24)),
        new("arcs-even", Arcs("maps/example-8/head-view", SampleArtefacts.Words(40), SampleArtefacts.Words(40), 1, 2) with
        {
            Heads = [new AttentionHead(1, 0, AttentionWeights.Of(40, 40, [.. Enumerable.Repeat(0.025f, 1600)]))],
        }),
        new("grid-layers", Across(6, SampleArtefacts.English)),
        new("grid-24-layers", Across(24, SampleArtefacts.Words(30))),
        new("arcs-512", Arcs("maps/example-9/head-view", SampleArtefacts.Words(512), SampleArtefacts.Words(512), 1, 16)),
    ];

    private static HeadGridFigure Across(int layers, ImmutableArray<string> tokens) => new(
        new ArtefactId($"maps/example-{layers}/cross-layer/head-mean"),
        "Mean attention across layers",
        new AxisLabels("query", tokens),
        new AxisLabels("key", tokens),
        [
            .. Enumerable.Range(0, layers).Select(layer =>
                new HeadPanel(layer, 0, SampleArtefacts.PatternOf(tokens.Length, tokens.Length, layer)) { Name = layer == 1 ? "mean of <b> heads & more than there is room for" : "mean" }),
        ],
        ColorScale.Probability)
    {
        Caption = "Each panel is the mean over a layer's heads.",
    };

    private static HeadViewFigure Arcs(string id, ImmutableArray<string> queries, ImmutableArray<string> keys, int layers, int heads) => new(
        new ArtefactId(id),
        "Attention from token to token",
        new AxisLabels("query", queries),
        new AxisLabels("key", keys),
        [
            .. Enumerable.Range(0, layers * heads).Select(index => new AttentionHead(
                (index / heads) + 1, index % heads, AttentionWeights.Of(queries.Length, keys.Length, Sharp(queries.Length, keys.Length, index).AsSpan()))),
        ])
    {
        Layer = 1,
        Caption = "Tokens on the left attend to tokens on the right.",
    };

    // Each head looks somewhere of its own: so many tokens back, at the first, or broadly.
    private static ImmutableArray<float> Sharp(int queries, int keys, int seed)
    {
        float[] values = [.. SampleArtefacts.PatternOf(queries, keys, seed)];
        for (int query = 0; query < queries && keys > 0; query++)
        {
            int favourite = seed % 4 == 3 ? 0 : ((query + keys) - (seed % 4)) % keys;
            float share = 0.2f + (((query * 31) + (seed * 17)) % 60 / 100f);
            for (int key = 0; key < keys; key++)
            {
                values[(query * keys) + key] = (values[(query * keys) + key] * (1 - share)) + (key == favourite ? share : 0);
            }
        }

        return [.. values];
    }
}
