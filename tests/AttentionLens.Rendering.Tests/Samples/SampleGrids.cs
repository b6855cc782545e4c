using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Rendering.Tests;

/// <summary>Grids with texts in their cells, and charts of steps.</summary>
internal static class SampleGrids
{
    public static IReadOnlyDictionary<string, Artefact> All { get; } = new Dictionary<string, Artefact>
    {
        ["lens-small"] = Lens("lens/small", 5, SampleArtefacts.English),
        ["lens-one"] = Lens("lens/one", 1, ["hello"]),
        ["lens-empty"] = Lens("lens/empty", 3, []),
        ["lens-chinese"] = Lens("lens/chinese", 3, SampleArtefacts.Chinese),
        ["lens-arabic"] = Lens("lens/arabic", 3, SampleArtefacts.Arabic),
        ["lens-hostile"] = Lens("lens/hostile", 2, SampleArtefacts.Hostile),
        ["lens-24"] = Lens("lens/deep", 24, SampleArtefacts.Words(16)),
        ["lens-512"] = Lens("lens/large", 24, SampleArtefacts.Words(512)),
        ["spectra-small"] = Spectra("spectra/small", 4),
        ["spectra-large"] = Spectra("spectra/large", 16),
        ["graph-small"] = Graph("graph/small", 3, 4, 8, ["K", "Q", "V"]),
        ["graph-large"] = Graph("graph/large", 24, 16, 120, ["K", "Q", "V"]),
        ["graph-one"] = Graph("graph/one", 1, 1, 0, []),
        ["graph-empty"] = Graph("graph/empty", 0, 0, 0, []),
        ["graph-chinese"] = Graph("graph/chinese", 3, 3, 8, SampleArtefacts.Chinese),
        ["graph-arabic"] = Graph("graph/arabic", 3, 3, 8, SampleArtefacts.Arabic),
        ["graph-hostile"] = Graph("graph/hostile", 3, 2, 12, SampleArtefacts.Hostile),
        ["head-map-small"] = HeadMap("map/small", 3, 4) with { Stress = 0.1234, SpaceStress = 0.05 },
        ["head-map-large"] = HeadMap("map/large", 24, 16),
        ["head-map-one"] = HeadMap("map/one", 1, 1),
        ["head-map-hostile"] = HeadMap("map/hostile", 2, 2) with { Title = SampleArtefacts.Hostile[0], Unit = SampleArtefacts.Hostile[1] },
        ["head-map-empty"] = HeadMap("map/empty", 0, 0),
        ["waterfall-small"] = Waterfall("waterfall/small", Steps(["token embedding", "layer 0 head 1", "layer 0 mlp", "layer 1 head 0", "final bias"], [0.4f, 1.25f, -0.75f, 2, 0]) with { Total = 2.9001 }),
        ["waterfall-start"] = Waterfall("waterfall/start", Steps(["down", "up"], [-4, 1]) with { Start = 2.5, Unit = string.Empty }),
        ["waterfall-empty"] = Waterfall("waterfall/empty", Steps([], [])),
        ["waterfall-one"] = Waterfall("waterfall/one", Steps(["hello"], [1.5f])),
        ["waterfall-chinese"] = Waterfall("waterfall/chinese", Steps(SampleArtefacts.Chinese, [1, -0.5f, 2, 0.25f, -1, 0, 3])),
        ["waterfall-arabic"] = Waterfall("waterfall/arabic", Steps(SampleArtefacts.Arabic, [1, -0.5f, 2, 0.25f, -1, 3])),
        ["waterfall-hostile"] = Waterfall("waterfall/hostile", Steps(SampleArtefacts.Hostile, [.. SampleArtefacts.Hostile.Select((_, index) => (index % 5) - 2.5f)])),
        ["waterfall-large"] = Waterfall("waterfall/large", Steps(SampleArtefacts.Words(60), [.. Enumerable.Range(0, 60).Select(index => ((index * 37) % 23) - 10f)])),
    };

    private static ChartFigure Spectra(string id, int heads) => new(
        new ArtefactId(id),
        "Singular values of layer 0",
        [
            .. new[] { "W_QK", "W_OV" }.Select((name, matrix) => new CurvePanel(
                name, "rank", "singular value", [.. Enumerable.Range(0, heads).Select(head => new ChartCurve(
                    string.Create(CultureInfo.InvariantCulture, $"head {head}"),
                    [.. Enumerable.Range(1, 32).Select(rank => (float)rank)],
                    [.. Enumerable.Range(1, 32).Select(rank => (20f + head) / (rank * rank * (matrix + 1)))]))])
            {
                IsLogarithmic = true,
            }),
        ])
    {
        Caption = "How many directions a head reads and writes.",
    };

    private static GraphFigure Graph(string id, int layers, int heads, int edges, ImmutableArray<string> kinds)
    {
        return new GraphFigure(
            new ArtefactId(id),
            "What heads read of earlier heads",
            [.. Enumerable.Range(0, layers * heads).Select(index => new GraphNode(index / heads, index % heads))],
            [.. Enumerable.Range(0, edges).Select(Edge)],
            "composition")
        {
            Caption = "Links from earlier heads to later ones.",
        };

        GraphEdge Edge(int index)
        {
            int from = index * 11 % ((layers - 1) * heads);
            int later = (layers - 1 - (from / heads)) * heads;
            return new GraphEdge(from, (((from / heads) + 1) * heads) + (index * 7 % later), kinds[index % kinds.Length], (((index * 29) % 31) + 1) / 40f);
        }
    }

    private static HeadMapFigure HeadMap(string id, int layers, int heads) => new(
        new ArtefactId(id),
        "Heads by the distance of their patterns",
        [.. Enumerable.Range(0, layers * heads).Select(index => new HeadMapPoint(index / heads, index % heads, (((index * 37) % 101) - 50) / 90f, (((index * 53) % 67) - 33) / 90f, (index % 5) / 5f))],
        "√(Jensen–Shannon divergence), √nats")
    {
        Caption = "Heads that attend alike stand close together.",
    };

    private static WaterfallPanel Steps(ImmutableArray<string> labels, ImmutableArray<float> steps) => new("All parts", "logit", labels, steps);

    private static ChartFigure Waterfall(string id, WaterfallPanel panel) => new(new ArtefactId(id), "From nothing to the logit", [panel])
    {
        Caption = "What each part adds.",
    };

    private static MatrixFigure Lens(string id, int layers, ImmutableArray<string> tokens) => SampleArtefacts.Matrix(
        id,
        [.. Enumerable.Range(0, layers).Select(layer => string.Create(CultureInfo.InvariantCulture, $"layer {layer}"))],
        tokens,
        [.. Enumerable.Range(0, layers * tokens.Length).Select(cell => ((cell * 29) % 100) / 99f)],
        ColorScale.Probability) with
    {
        Title = "What each layer would say",
        Caption = "The likeliest token and its probability.",
        CellTexts = [.. Enumerable.Range(0, layers * tokens.Length).Select(cell => tokens[((cell * 3) + 1) % tokens.Length])],
    };
}
