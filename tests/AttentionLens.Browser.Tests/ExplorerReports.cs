using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Browser.Tests;

/// <summary>Reports with attention that anybody can compute again.</summary>
internal static class ExplorerReports
{
    public static readonly ImmutableArray<string> English = ["[CLS]", "the", "cat", "sat", "on", "the", "mat", "[SEP]", "it", "was", "warm", "[SEP]"];

    public static readonly ImmutableArray<string> German = ["Die", "Katze", "saß", "auf", "der", "Matte", "</s>"];

    public static readonly ImmutableArray<string> Arabic = ["[CLS]", "أحب", "القراءة", "(كثيرا)", "!", "[SEP]"];

    public static readonly ImmutableArray<string> Hostile =
    [
        "</script><img src=x onerror=alert(1)>", "<!--<script>", "\u202Ereversed", "a\u0000b\u001B[31m", "]]>", "&lt;b&gt;", "'\"`${alert(1)}", "#", "😀", "שלום",
    ];

    private static readonly ImmutableArray<string> Grid = ["[CLS]", "r0c0", "r0c1", "r0c2", "r1c0", "r1c1", "r1c2"];

    private static readonly FindingDescriptor Delimiter =
        new("AL1001", "Delimiter head", "Head {0} of layer {1} looks at delimiters.", "Heads", Severity.Warning, FindingScope.Head);

    private static readonly FindingDescriptor Previous =
        new("AL1002", "Previous-token head", "Head {0} of layer {1} looks one token back.", "Heads", Severity.Note, FindingScope.Head);

    /// <summary>Two examples of four layers and heads, with scores of two methods and findings.</summary>
    public static AnalysisReport Small { get; } = new()
    {
        ToolVersion = "0.1.0",
        Model = Card(4, 4),
        ExampleCount = 2,
        Examples = [Example(0, English), Example(1, Arabic)],
        Findings =
        [
            Finding(Delimiter, 2, 3, 0),
            Finding(Previous, 1, 0, 1) with { Address = new SiteAddress(HookName.Parse("blocks.1.attn.pattern"), 0, Query: 3, Key: 2, Example: 1) },
            new Finding(Previous, new SiteAddress(HookName.Parse("blocks.9.attn.pattern"), 9), 9, 9),
        ],
        Artefacts =
        [
            Comparison(0, English),
            Comparison(1, Arabic),
            View("maps/example-0/head-view", "Attention of every head, example 0", 0, English, English, 4, 4, 4) with
            {
                QuerySentences = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1],
                KeySentences = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1],
            },
            View("maps/example-1/head-view", "Attention of every head, example 1", 1, Arabic, Arabic, 4, 4, 4),
            HeadMap(2, 3),
            HeadMap(1, 0),
        ],
    };

    /// <summary>The small report with a map of its heads, and with a film.</summary>
    public static AnalysisReport Moving { get; } = Small with { Artefacts = [.. Small.Artefacts, Map("heads/map", "Heads by distance", 4, 4), Film("maps/film", ["layer 0", "layer 1", "layer 2"])] };

    /// <summary>The moving report with so many large maps that figures stand compressed in the page; a film, a table and strange texts among them.</summary>
    public static AnalysisReport Crowded { get; } = Moving with
    {
        Artefacts =
        [
            .. Moving.Artefacts,
            .. Enumerable.Range(0, 20).Select(LargeMap),
            new DataTable(
                new ArtefactId("heads/words"), "Words", [new TableColumn("word"), new TableColumn("place")],
                [.. Enumerable.Range(0, 60).SelectMany(place => Hostile.Select((word, index) => (ImmutableArray<TableCell>)[new TableCell(word), new TableCell((10 * place) + index)]))]),
        ],
    };

    /// <summary>An encoder-decoder: self-attention of both stacks, and from one to the other.</summary>
    public static AnalysisReport Translation { get; } = Small with
    {
        Model = Card(3, 4),
        ExampleCount = 1,
        Examples = [Example(0, English)],
        Findings = [],
        Artefacts =
        [
            Comparison(0, English),
            View("maps/example-0/cross/head-view", "Attention of every head of cross-attention, example 0", 0, German, English, 3, 4, 3),
            View("maps/example-0/decoder/head-view", "Attention of every head of the decoder, example 0", 0, German, German, 3, 4, 3),
            View("maps/example-0/encoder/head-view", "Attention of every head of the encoder, example 0", 0, English, English, 3, 4, 3),
        ],
    };

    /// <summary>An image of two rows of three patches behind a class token, with scores of two methods.</summary>
    public static AnalysisReport Patches { get; } = Small with
    {
        ExampleCount = 1,
        Examples = [Example(0, Grid)],
        Findings = [],
        Artefacts =
        [
            new ImageOverlayFigure(
                new ArtefactId("attribution/all/example-0"), "Methods side by side, example 0", new ColorImage(6, 4, [.. new byte[6 * 4 * 3]]), new PatchGrid(2, 3, 2, 1),
                [
                    new NamedScores("occlusion", [-0.1f, 0, 0.2f, 0.5f, 0.1f, 0], new ColorScale(ColorScaleKind.Diverging, -0.5, 0.5, "score")),
                    new NamedScores("saliency", [0, 0.1f, 0.2f, 0.25f, 0.1f, 0], new ColorScale(ColorScaleKind.Sequential, 0, 0.25, "score")),
                ])
            {
                Address = new SiteAddress(null, Example: 0),
            },
            View("maps/example-0/head-view", "Attention of every head, example 0", 0, Grid, Grid, 4, 4, 4),
        ],
    };

    /// <summary>Tokens that look like markup, script, and commands.</summary>
    public static AnalysisReport Strange { get; } = Small with
    {
        Examples = [Example(0, Hostile)],
        Artefacts = [Comparison(0, Hostile, "<img src=x onerror=alert(2)>"), View("maps/example-0/head-view", "</script><b>title</b>", 0, Hostile, Hostile, 2, 2, 2)],
        Findings = [],
    };

    /// <summary>The size that the page promises to hold: 12 layers of 12 heads over 128 tokens, diffuse or sharp.</summary>
    public static AnalysisReport Base(double sharpness, int layers = 12, int heads = 12, int tokens = 128, int examples = 1) => Small with
    {
        Model = Card(layers, heads),
        ExampleCount = examples,
        Examples = [.. Enumerable.Range(0, examples).Select(example => Example(example, Words(tokens)))],
        Findings = [Finding(Delimiter, 5, 7, 0)],
        Artefacts =
        [
            .. Enumerable.Range(0, examples).Select(example => Comparison(example, Words(tokens))),
            .. Enumerable.Range(0, examples).Select(example => View(
                FormattableString.Invariant($"maps/example-{example}/head-view"),
                FormattableString.Invariant($"Attention of every head, example {example}"),
                example, Words(tokens), Words(tokens), layers, heads, sharpness)),
        ],
    };

    public static HeadViewFigure View(
        string id, string title, long example, ImmutableArray<string> queries, ImmutableArray<string> keys, int layers, int heads, double sharpness) => new(
        new ArtefactId(id), title, new AxisLabels("query", queries), new AxisLabels("key", keys),
        [
            .. from layer in Enumerable.Range(0, layers)
               from head in Enumerable.Range(0, heads)
               select new AttentionHead(layer, head, AttentionWeights.Of(queries.Length, keys.Length, Pattern(queries.Length, keys.Length, sharpness, layer, head))),
        ])
        {
            Caption = "Where each token looks.",
            Address = new SiteAddress(null, Example: example),
        };

    public static HeadMapFigure Map(string id, string title, int layers, int heads) => new(
        new ArtefactId(id),
        title,
        [
            .. Enumerable.Range(0, layers * heads).Select(index => new HeadMapPoint(
                index / heads, index % heads, (((index * 37) % 101) - 50) / 90f, (((index * 53) % 67) - 33) / 90f, (((index * 29) % 41) - 20) / 45f)),
        ],
        "√nats");

    public static SequenceFigure Film(string id, ImmutableArray<string> labels) => new(
        new ArtefactId(id), "Attention from layer to layer", [.. labels.Select((label, layer) => new SequenceFrame(label, HeadMap(layer, 0)))]);

    private static MatrixFigure LargeMap(int number)
    {
        AxisLabels words = new("token", Words(128));
        return new MatrixFigure(
            new ArtefactId(FormattableString.Invariant($"maps/large-{number:00}")), FormattableString.Invariant($"Large map {number}"), words, words, [.. Pattern(128, 128, 3, 1, number)], new ColorScale(ColorScaleKind.Sequential, 0, 0.2, "probability"));
    }

    public static ImmutableArray<string> Words(int count)
    {
        string[] stems = ["river", "a", "##ing", "extraordinary", "of", "Ġtransformer", "42", ","];
        return [.. Enumerable.Range(0, count).Select(index => stems[index * 5 % 8] + (index % 3 == 0 ? string.Empty : index.ToString(CultureInfo.InvariantCulture)))];
    }

    /// <summary>A softmax of seeded normal numbers, times a factor, with a bias toward a distance of the head's own.</summary>
    private static float[] Pattern(int queries, int keys, double sharpness, int layer, int head)
    {
        SeededRandom random = SeededRandom.Stream(7, (ulong)layer, (ulong)head);
        float[] values = new float[queries * keys];
        for (int query = 0; query < queries; query++)
        {
            Span<float> row = values.AsSpan(query * keys, keys);
            float sum = 0;
            for (int key = 0; key < keys; key++)
            {
                double near = sharpness > 1 ? -Math.Abs(query - key - head + 1) * 0.8 / (1 + layer) : 0;
                sum += row[key] = (float)Math.Exp((random.NextNormal() * sharpness * 0.4) + near);
            }

            for (int key = 0; key < keys; key++)
            {
                row[key] /= sum;
            }
        }

        return values;
    }

    private static TokenComparisonFigure Comparison(long example, ImmutableArray<string> tokens, string first = "integrated-gradients") => new(
        new ArtefactId(FormattableString.Invariant($"attribution/all/example-{example}")),
        FormattableString.Invariant($"Methods side by side, example {example}"),
        tokens,
        [
            new NamedScores(first, [.. tokens.Select((_, index) => index == 2 ? float.NaN : (((index * 37) % 41) - 20) / 25f)], new ColorScale(ColorScaleKind.Diverging, -0.8, 0.8, "logit")),
            new NamedScores("rollout", [.. tokens.Select((_, index) => (index * 29 % 31) / 62f)], new ColorScale(ColorScaleKind.Sequential, 0, 0.5, "score")),
        ])
    {
        Address = new SiteAddress(null, Example: example),
    };

    private static MatrixFigure HeadMap(int layer, int head) => new(
        new ArtefactId(FormattableString.Invariant($"maps/example-0/layer-{layer}/head-{head}")),
        FormattableString.Invariant($"Attention of head {layer}.{head}"),
        new AxisLabels("query", English), new AxisLabels("key", English), [.. Pattern(12, 12, 4, layer, head)], ColorScale.Probability)
    {
        Address = new SiteAddress(HookName.Parse(FormattableString.Invariant($"blocks.{layer}.attn.pattern")), head, Example: 0),
    };

    private static Finding Finding(FindingDescriptor rule, int layer, int head, long example) =>
        new(rule, new SiteAddress(HookName.Parse(FormattableString.Invariant($"blocks.{layer}.attn.pattern")), head, Example: example), head, layer)
        {
            Measures = [new Measure("attention to delimiters", 0.84, "probability")],
            Artefacts = [new ArtefactId(FormattableString.Invariant($"maps/example-0/layer-{layer}/head-{head}"))],
        };

    private static ReportExample Example(long index, ImmutableArray<string> tokens) =>
        new(index, [.. tokens.Select((token, position) => new LensToken(position + 100, token, 0..0, token is ['[', ..]))])
        {
            Prediction = new ReportPrediction(1, "positive", 2.4173, 0.93812),
        };

    private static ModelCard Card(int layers, int heads) => new()
    {
        Name = "tiny-bert",
        Family = "bert",
        Architecture = "BertForSequenceClassification",
        Layers = layers,
        Heads = heads,
        Width = 128,
        HeadWidth = 16,
        MlpWidth = 512,
        VocabularySize = 30522,
        MaxPositions = 512,
        ParameterCount = 5_123_456,
        Labels = ["negative", "positive"],
        Caveats = [],
    };
}
