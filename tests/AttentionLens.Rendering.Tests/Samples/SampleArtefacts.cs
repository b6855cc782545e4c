using System.Collections.Immutable;

namespace AttentionLens.Rendering.Tests;

/// <summary>Artefacts with data that anybody can compute again.</summary>
internal static class SampleArtefacts
{
    public static readonly ImmutableArray<string> English = ["[CLS]", "the", "cat", "sat", "on", "the", "mat", "[SEP]"];

    public static readonly ImmutableArray<string> Chinese = ["[CLS]", "我们", "喜欢", "机器", "学习", "。", "[SEP]"];

    public static readonly ImmutableArray<string> Arabic = ["[CLS]", "أحب", "القراءة", "(كثيرا)", "!", "[SEP]"];

    public static readonly ImmutableArray<string> Hostile =
    [
        "<script>alert(1)</script>", "\"quoted\" & 'single'", "a\u0000b\u001B[31m", "\uD800alone", "\u202Ereversed", "line\nbreak\ttab",
        "z\u0335\u0321\u0348\u0349\u0350\u0351\u0352\u0353\u0354algo", " lead", "  ", "\u200B", "x\uFFFEy", "]]>", "url(#a)", "👩‍👩‍👧 family", string.Empty,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    ];

    public static IEnumerable<string> Names => All.Keys;

    public static ImmutableSortedDictionary<string, Artefact> All { get; } = new Dictionary<string, Artefact>
    {
        ["matrix-small"] = Matrix("maps/layer-0/head-1/example-0", English, English, PatternOf(8, 8, 1), ColorScale.Probability),
        ["matrix-one"] = Matrix("maps/one", ["hello"], ["hello"], [1f], ColorScale.Probability),
        ["matrix-empty"] = Matrix("maps/empty", [], [], [], ColorScale.Probability),
        ["matrix-chinese"] = Matrix("maps/chinese", Chinese, Chinese, PatternOf(7, 7, 2), ColorScale.Probability),
        ["matrix-arabic"] = Matrix("maps/arabic", Arabic, Arabic, PatternOf(6, 6, 3), ColorScale.Probability),
        ["matrix-hostile"] = Matrix("maps/hostile", Hostile, Hostile, PatternOf(16, 16, 4), ColorScale.Probability),
        ["matrix-signed"] = Matrix("heads/importance", Numbered("layer", 4), Numbered("head", 6), SignedOf(24), new ColorScale(ColorScaleKind.Diverging, -0.4, 0.8, "logits")) with
        {
            Title = "Drop of the logit without each head",
        },
        ["matrix-outlined"] = Matrix("maps/outlined", English[..3], English[..5], PatternOf(3, 5, 1), ColorScale.Probability) with
        {
            Outlines = [new MatrixCell(1, 2), new MatrixCell(0, 0), new MatrixCell(2, 4)],
        },
        ["matrix-24"] = Matrix("maps/middle", Words(24), Words(24), PatternOf(24, 24, 5), ColorScale.Probability),
        ["matrix-48"] = Matrix("maps/picture", Words(48), Words(48), PatternOf(48, 48, 5), ColorScale.Probability),
        ["matrix-512"] = Matrix("maps/large", Words(512), Words(512), PatternOf(512, 512, 6), new ColorScale(ColorScaleKind.Sequential, 0, 0.08, "probability")),
        ["matrix-wide"] = Matrix("maps/wide", ["score"], Words(200), SignedOf(200), new ColorScale(ColorScaleKind.Diverging, -1, 1, "share of relevance")),
        ["grid-layer"] = Grid("maps/layer-2/example-0", 1, 6, English),
        ["grid-layer-one"] = Grid("maps/layer-1/example-1", 1, 1, ["hello"]),
        ["grid-layer-chinese"] = Grid("maps/layer-1/example-2", 1, 5, Chinese),
        ["grid-layer-arabic"] = Grid("maps/layer-1/example-3", 1, 2, Arabic),
        ["grid-layer-hostile"] = Grid("maps/layer-1/example-4", 1, 3, Hostile),
        ["grid-layer-512"] = Grid("maps/layer-1/example-5", 1, 4, Words(512)) with { Scale = new ColorScale(ColorScaleKind.Sequential, 0, 0.08, "probability") },
        ["grid-layer-30"] = Grid("maps/layer-3/example-0", 1, 12, Words(30)),
        ["grid-all"] = Grid("maps/all/example-0", 6, 8, English),
        ["grid-144"] = Grid("maps/all/example-1", 12, 12, Words(64)),
        ["grid-384"] = Grid("maps/all/example-2", 24, 16, Words(24)),
        ["grid-all-one"] = Grid("maps/all/example-3", 2, 2, ["hello"]),
        ["grid-all-chinese"] = Grid("maps/all/example-4", 2, 3, Chinese),
        ["grid-all-arabic"] = Grid("maps/all/example-5", 2, 3, Arabic),
        ["grid-all-hostile"] = Grid("maps/all/example-6", 2, 3, Hostile),
        ["grid-empty"] = new HeadGridFigure(new ArtefactId("maps/none"), "No heads", Axis("query", English), Axis("key", English), [], ColorScale.Probability),
        ["strip-small"] = Strip("attribution/example-0", English),
        ["strip-one"] = Strip("attribution/one", ["hello"]),
        ["strip-empty"] = Strip("attribution/empty", []),
        ["strip-chinese"] = Strip("attribution/chinese", Chinese),
        ["strip-arabic"] = Strip("attribution/arabic", Arabic),
        ["strip-hostile"] = Strip("attribution/hostile", Hostile),
        ["strip-512"] = Strip("attribution/large", Words(512)),
        ["table-small"] = Table("heads/table", English),
        ["table-empty"] = Table("heads/table-empty", []),
        ["table-hostile"] = Table("heads/table-hostile", Hostile),
        ["table-one"] = Table("heads/table-one", ["hello"]),
        ["table-chinese"] = Table("heads/table-chinese", Chinese),
        ["table-arabic"] = Table("heads/table-arabic", Arabic),
        ["table-512"] = Table("heads/table-large", Words(512)),
    }.Concat(SampleComparisons.All).Concat(SampleArcs.All).Concat(SampleFlows.All).Concat(SampleNeurons.All).Concat(SampleGrids.All).ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static MatrixFigure Matrix(
        string id, ImmutableArray<string> rows, ImmutableArray<string> columns, ImmutableArray<float> values, ColorScale scale) =>
        new(new ArtefactId(id), "Layer 0 head 1", Axis("query", rows), Axis("key", columns), values, scale)
        {
            Caption = "Where each token looks: rows attend to columns.",
        };

    public static ImmutableArray<string> Words(int count)
    {
        string[] stems = ["river", "a", "##ing", "extraordinary", "of", "Ġtransformer", "42", ","];
        return [.. Enumerable.Range(0, count).Select(index => stems[index * 5 % 8] + (index % 3 == 0 ? string.Empty : index.ToString(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    public static ImmutableArray<float> PatternOf(int rows, int columns, int seed)
    {
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            float sum = 0;
            for (int column = 0; column < columns; column++)
            {
                int distance = Math.Abs(row - column - (seed % 3) + 1);
                float noise = (((row * 7919) + (column * 104729) + (seed * 31)) % 97) / 400f;
                float weight = (1f / (1 + (distance * distance))) + noise;
                values[(row * columns) + column] = weight;
                sum += weight;
            }

            for (int column = 0; column < columns; column++)
            {
                values[(row * columns) + column] /= sum;
            }
        }

        return [.. values];
    }

    public static ImmutableArray<float> SignedOf(int count) =>
        [.. Enumerable.Range(0, count).Select(index => index == 3 ? float.NaN : (((index * 37) % 41) - 15) / 30f)];

    private static ImmutableArray<string> Numbered(string name, int count) => [.. Enumerable.Range(0, count).Select(index => $"{name} {index}")];

    private static AxisLabels Axis(string title, ImmutableArray<string> labels) => new(title, labels);

    private static HeadGridFigure Grid(string id, int layers, int heads, ImmutableArray<string> tokens) => new(
        new ArtefactId(id),
        layers == 1 ? "Attention of layer 2" : "Attention of every head",
        Axis("query", tokens),
        Axis("key", tokens),
        [.. Enumerable.Range(0, layers * heads).Select(index => new HeadPanel(layers == 1 ? 2 : index / heads, index % heads, PatternOf(tokens.Length, tokens.Length, index)))],
        ColorScale.Probability)
    {
        Caption = "Each panel is one head; rows attend to columns.",
    };

    private static TokenStripFigure Strip(string id, ImmutableArray<string> tokens) => new(
        new ArtefactId(id), "Integrated gradients for class 1 (positive)", tokens, SignedOf(tokens.Length), new ColorScale(ColorScaleKind.Diverging, -0.9, 0.9, "logits"))
    {
        Caption = "Orange tokens raise the logit, blue tokens lower it.",
    };

    private static DataTable Table(string id, ImmutableArray<string> tokens) => new(
        new ArtefactId(id),
        "Tokens that receive most attention",
        [new TableColumn("token"), new TableColumn("share", "probability"), new TableColumn("entropy", "nats", 2), new TableColumn("note")],
        [.. tokens.Select((token, index) => ImmutableArray.Create<TableCell>(
            new(token), new(index / 7.0), index == 2 ? new(double.NaN) : new((index * 1.25) - 3), index % 2 == 0 ? default : new("a | b")))])
    {
        Caption = "Averaged over heads.",
    };
}
