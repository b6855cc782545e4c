using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Rendering.Tests;

/// <summary>Figures of every type with sizes, numbers and texts by chance, the same for the same seed.</summary>
internal static class RandomFigures
{
    private static readonly ImmutableArray<string> Words =
        ["a", "the", "river", "##ing", "extraordinary", "Ġtransformer", "[CLS]", "我们", "机器学习", "القراءة", "(كثيرا)", "שלום", "नमस्ते", "สวัสดี", "👩‍👩‍👧", .. SampleArtefacts.Hostile];

    /// <summary>One way to make figures of each type.</summary>
    public static ImmutableDictionary<Type, Func<Random, Artefact>> All { get; } = new Dictionary<Type, Func<Random, Artefact>>
    {
        [typeof(ChartFigure)] = Chart,
        [typeof(DataTable)] = Table,
        [typeof(FlowFigure)] = Flow,
        [typeof(GraphFigure)] = Graph,
        [typeof(HeadGridFigure)] = Grid,
        [typeof(HeadMapFigure)] = HeadMap,
        [typeof(HeadViewFigure)] = HeadView,
        [typeof(ImageOverlayFigure)] = Overlay,
        [typeof(MatrixFigure)] = Matrix,
        [typeof(NeuronViewFigure)] = Neurons,
        [typeof(SequenceFigure)] = Sequence,
        [typeof(SideBySideFigure)] = Beside,
        [typeof(TokenComparisonFigure)] = Comparison,
        [typeof(TokenStripFigure)] = Strip,
    }.ToImmutableDictionary();

    private static ArtefactId Id => new("random/figure");

    private static MatrixFigure Matrix(Random random)
    {
        (AxisLabels rows, AxisLabels columns) = (Axis(random, 40), Axis(random, 90));
        int cells = rows.Labels.Length * columns.Labels.Length;
        return new MatrixFigure(Id, Text(random), rows, columns, Numbers(random, cells), Scale(random))
        {
            CellTexts = random.Next(2) == 0 ? [] : Texts(random, cells),
        };
    }

    private static HeadGridFigure Grid(Random random)
    {
        (AxisLabels rows, AxisLabels columns) = (Axis(random, 20), Axis(random, 20));
        (int layers, int heads) = random.Next(3) switch { 0 => (1, 1 + random.Next(20)), 1 => (1 + random.Next(20), 1), _ => (1 + random.Next(24), 1 + random.Next(16)) };
        int first = random.Next(1200);
        return new HeadGridFigure(
            Id,
            Text(random),
            rows,
            columns,
            [.. Enumerable.Range(0, layers * heads).Select(index => new HeadPanel(first + (index / heads), index % heads, Numbers(random, rows.Labels.Length * columns.Labels.Length)) { Name = random.Next(3) == 0 ? Text(random) : string.Empty })],
            Scale(random));
    }

    private static HeadViewFigure HeadView(Random random)
    {
        (AxisLabels queries, AxisLabels keys) = (Axis(random, 60), Axis(random, 60));
        (int rows, int columns) = (queries.Labels.Length, keys.Labels.Length);
        int layer = random.Next(100);
        return new HeadViewFigure(
            Id,
            Text(random),
            queries,
            keys,
            [.. Enumerable.Range(0, 1 + random.Next(24)).Select(head => new AttentionHead(layer, head * 7, AttentionWeights.Of(rows, columns, SampleArtefacts.PatternOf(rows, columns, random.Next(1000)).AsSpan())))])
        {
            Layer = layer,
            KeySentences = random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, columns).Select(key => key / 5)],
        };
    }

    private static NeuronViewFigure Neurons(Random random)
    {
        (AxisLabels keys, int width) = (Axis(random, 80), 1 + random.Next(128));
        int count = keys.Labels.Length;
        return new NeuronViewFigure(
            Id, Text(random), Text(random), keys, Numbers(random, width), Numbers(random, count * width), Numbers(random, count), SampleArtefacts.PatternOf(1, count, random.Next(50)));
    }

    private static FlowFigure Flow(Random random)
    {
        AxisLabels tokens = Axis(random, 50);
        int count = tokens.Labels.Length;
        return new FlowFigure(
            Id,
            Text(random),
            tokens,
            [.. Enumerable.Range(0, random.Next(24)).Select(layer => new FlowLayer(layer, SampleArtefacts.PatternOf(count, count, random.Next(1000))))],
            random.Next(2) == 0 ? SampleArtefacts.PatternOf(1, count, random.Next(50)) : [.. Enumerable.Range(0, count).Select(token => token == 0 ? 1f : 0f)]);
    }

    private static GraphFigure Graph(Random random)
    {
        (int layers, int heads) = (1 + random.Next(24), 1 + random.Next(16));
        ImmutableArray<string> kinds = Texts(random, 1 + random.Next(8));
        int nodes = layers * heads;
        return new GraphFigure(
            Id,
            Text(random),
            [.. Enumerable.Range(0, nodes).Select(node => new GraphNode(node / heads, node % heads))],
            [.. Enumerable.Range(0, layers == 1 ? 0 : random.Next(200)).Select(_ => new GraphEdge(random.Next(nodes - heads), nodes - 1 - random.Next(heads), kinds[random.Next(kinds.Length)], random.NextSingle()))],
            Text(random));
    }

    private static HeadMapFigure HeadMap(Random random)
    {
        int heads = 1 + random.Next(16);
        return new HeadMapFigure(
            Id,
            Text(random),
            [.. Enumerable.Range(0, heads * random.Next(24)).Select(head => new HeadMapPoint(head / heads, head % heads, random.NextSingle(), random.NextSingle() / 3, random.NextSingle()))],
            Text(random));
    }

    private static ImageOverlayFigure Overlay(Random random)
    {
        (int rows, int columns, int side) = (1 + random.Next(14), 1 + random.Next(14), 1 + random.Next(16));
        return SampleComparisons.Overlay("random/figure", columns * side, rows * side, side, [.. Enumerable.Range(0, random.Next(10)).Select(_ => Scores(random, rows * columns))]) with
        {
            Title = Text(random),
            Outlines = [],
        };
    }

    private static TokenComparisonFigure Comparison(Random random)
    {
        ImmutableArray<string> tokens = Texts(random, random.Next(200));
        return new TokenComparisonFigure(Id, Text(random), tokens, [.. Enumerable.Range(0, random.Next(6)).Select(_ => Scores(random, tokens.Length))]);
    }

    private static TokenStripFigure Strip(Random random)
    {
        ImmutableArray<string> tokens = Texts(random, random.Next(120));
        return new TokenStripFigure(Id, Text(random), tokens, Numbers(random, tokens.Length), Scale(random));
    }

    private static DataTable Table(Random random)
    {
        ImmutableArray<TableColumn> columns = [.. Enumerable.Range(0, random.Next(12)).Select(_ => new TableColumn(Text(random), random.Next(2) == 0 ? null : Text(random), random.Next(6)))];
        return new DataTable(
            Id,
            Text(random),
            columns,
            [.. Enumerable.Range(0, random.Next(30)).Select(_ => ImmutableArray.CreateRange(columns, _ => random.Next(3) switch { 0 => default, 1 => new TableCell(Text(random)), _ => new TableCell(Number(random)) }))]);
    }

    private static ChartFigure Chart(Random random) => new(Id, Text(random), [.. Enumerable.Range(0, random.Next(5)).Select(_ => Panel(random))]);

    private static ChartPanel Panel(Random random)
    {
        int count = random.Next(24);
        return random.Next(4) switch
        {
            0 => new BarPanel(Text(random), Text(random), Texts(random, count), Numbers(random, count)) { Reference = random.Next(2) == 0 ? null : 0.5 },
            1 => new WaterfallPanel(Text(random), Text(random), Texts(random, count), [.. Enumerable.Range(0, count).Select(_ => (float)Finite(random))]) { Start = Finite(random), Total = Finite(random) },
            2 => new ScatterPanel(Text(random), Text(random), Text(random), [.. Enumerable.Range(0, count).Select(_ => new ScatterPoint(Text(random), (float)Finite(random), (float)Finite(random)))]) { Subtitle = Text(random) },
            _ => new CurvePanel(Text(random), Text(random), Text(random), [.. Enumerable.Range(0, random.Next(16)).Select(_ => Curve(random))]) { IsLogarithmic = random.Next(2) == 0 },
        };
    }

    private static ChartCurve Curve(Random random)
    {
        int points = 1 + random.Next(40);
        return new ChartCurve(Text(random), [.. Enumerable.Range(0, points).Select(point => point * 0.5f)], [.. Enumerable.Range(0, points).Select(_ => 0.001f + random.NextSingle())]);
    }

    private static SequenceFigure Sequence(Random random)
    {
        Func<Random, Artefact> frame = random.Next(2) == 0 ? Matrix : Strip;
        return new SequenceFigure(Id, Text(random), [.. Enumerable.Range(0, random.Next(8)).Select(_ => new SequenceFrame(Text(random), frame(random)))]);
    }

    private static SideBySideFigure Beside(Random random) => new(
        Id,
        Text(random),
        [
            .. Enumerable.Range(0, 2 + random.Next(4)).Select(_ => new NamedFigure(
                Text(random), random.Next(5) switch { 0 => Matrix(random), 1 => Strip(random), 2 => Table(random), 3 => Comparison(random), _ => Overlay(random) })),
        ]);

    private static NamedScores Scores(Random random, int count) => new(Text(random), Numbers(random, count), Scale(random)) { Notes = Texts(random, random.Next(3)) };

    private static ColorScale Scale(Random random)
    {
        double first = Finite(random);
        return new ColorScale((ColorScaleKind)random.Next(2), first, first + Math.Abs(Finite(random)), Text(random));
    }

    private static AxisLabels Axis(Random random, int most) => new(Text(random), Texts(random, random.Next(5) == 0 ? random.Next(3) : random.Next(most)));

    private static ImmutableArray<string> Texts(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Text(random))];

    private static string Text(Random random) => random.Next(12) switch
    {
        0 => string.Empty,
        1 => new string('x', random.Next(400)),
        2 => string.Join(' ', Enumerable.Range(0, random.Next(30)).Select(_ => Words[random.Next(Words.Length)])),
        3 => random.Next().ToString(CultureInfo.InvariantCulture),
        _ => Words[random.Next(Words.Length)],
    };

    private static ImmutableArray<float> Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Number(random))];

    private static float Number(Random random) => random.Next(30) switch
    {
        0 => float.NaN,
        1 => float.NegativeInfinity,
        2 => float.MaxValue,
        3 => -1e-9f,
        _ => (float)Finite(random),
    };

    private static double Finite(Random random) => (random.NextDouble() - 0.4) * Math.Pow(10, random.Next(-6, 7));
}
