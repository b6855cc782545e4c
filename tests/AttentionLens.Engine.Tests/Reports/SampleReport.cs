namespace AttentionLens.Engine.Tests;

/// <summary>A report with one of everything, odd numbers and odd texts included.</summary>
internal static class SampleReport
{
    public static FindingDescriptor Rule { get; } = FakeAnalyzer.Rule with
    {
        Title = "a head that looks {back}",
        Description = "Two sentences. Truly.",
        Sources = [new Citation("Clark, Khandelwal, Levy and Manning", 2019, "What does BERT look at?")],
    };

    public static AnalysisReport Report { get; } = new()
    {
        ToolVersion = "1.2.3",
        Model = new ModelCard
        {
            Name = "tiny <b>",
            Family = "bert",
            Architecture = "BertModel",
            Layers = 2,
            Heads = 2,
            Width = 8,
            HeadWidth = 4,
            MlpWidth = 16,
            VocabularySize = 100,
            MaxPositions = 64,
            ParameterCount = 5_000_000_000,
            Labels = ["no", "yes"],
            Caveats = ["half precision"],
        },
        ExampleCount = 7,
        Examples =
        [
            new ReportExample(0, [new LensToken(1, "[CLS]", default, true), new LensToken(2, "猫\u0000\"\\", 0..3, false), new LensToken(3, "x", 1..^0, false)])
            {
                Id = "a", Text = "猫 \ud83d\ude00 </script>", TextPair = "מים", Prediction = new ReportPrediction(1, "yes", 0.1f, double.NaN),
            },
            new ReportExample(1, []),
        ],
        Analyzers = [new AnalyzerRecord("heads", "plugin", [Rule, FakeAnalyzer.GraveRule]) { Sites = 3, Examples = 7, IsPartial = true, Swept = new SweptStages(12, 20, 48) }],
        Findings =
        [
            new Finding(EngineFindings.AnalyzerFailed, default, "heads", "T", "m", "once"),
            new Finding(FakeAnalyzer.GraveRule, new SiteAddress(Lab.Pattern0, 1, 2, 3, 4), "{x}")
            {
                Measures = [new Measure("entropy", 0.1, "nats", 1e-300), new Measure("odd", double.NaN, "u", double.PositiveInfinity)],
                Artefacts = [new ArtefactId("m")],
                IsPartial = true,
            },
            new Finding(Rule, new SiteAddress(null, Example: 0), 1) { Severity = Severity.Hidden },
        ],
        Artefacts =
        [
            new HeadGridFigure(
                new ArtefactId("g"), "Grid", new AxisLabels("query", ["a"]), new AxisLabels("key", ["b", "c"]),
                [new HeadPanel(0, 1, [0.25f, 1e-45f]), new HeadPanel(1, 0, [1, 0]) { Name = "mean of heads" }], ColorScale.Probability),
            new MatrixFigure(
                new ArtefactId("m"), "Matrix", new AxisLabels("r", ["a", "b"]), new AxisLabels("c", ["d", "e"]),
                [0.1f, float.NaN, float.NegativeInfinity, -0f], new ColorScale(ColorScaleKind.Diverging, -1, 1, "logit"))
            {
                Caption = "How to read it.", Address = new SiteAddress(Lab.Pattern0, 1), Outlines = [new MatrixCell(0, 1), new MatrixCell(1, 0)], CellTexts = ["猫", "<b>", "\"", ""],
            },
            new TokenStripFigure(new ArtefactId("s"), "Strip", ["a"], [3.4028235e38f], ColorScale.Probability),
            new DataTable(
                new ArtefactId("t"), "Table", [new TableColumn("n", "nats", 5), new TableColumn("m")],
                [
                    [new TableCell(0.3), new TableCell("text")],
                    [new TableCell(double.NaN), new TableCell(double.NegativeInfinity)],
                    [default, new TableCell("Infinity")],
                ]),
            new ImageOverlayFigure(
                new ArtefactId("u"), "Overlay", new ColorImage(2, 1, [0, 1, 2, 253, 254, 255]), new PatchGrid(1, 2, 1, 1),
                [new NamedScores("attnlrp", [0.5f, float.NaN], ColorScale.Probability) { Notes = ["a", "<b>"] }, new NamedScores("rollout", [1, 0], ColorScale.Probability)])
            {
                Outlines = [new MatrixCell(0, 1)],
            },
            new TokenComparisonFigure(new ArtefactId("v"), "Compared", ["a", "b"], [new NamedScores("lime", [-1, 1e-45f], new ColorScale(ColorScaleKind.Diverging, -1, 1, "logit"))]),
            new ChartFigure(
                new ArtefactId("w"), "Charts",
                [
                    new BarPanel("Bars", "logit", ["a", "b"], [1, float.NaN]) { Errors = [0.1f, float.NaN], Reference = 0.3 },
                    new BarPanel("Bare", "u", [], []),
                    new CurvePanel("Curves", "x", "y", [new ChartCurve("random", [0, 1], [1, 0]) { Lower = [0.5f, 0], Upper = [1, 0.5f], IsControl = true }, new ChartCurve("m", [0], [1])]),
                    new ScatterPanel("Points", "x", "y", [new ScatterPoint("<a>", -1, 0.25f), new ScatterPoint("b", 1e-45f, 3)]) { Subtitle = "ρ 1" },
                    new ScatterPanel("Bare", "x", "y", []),
                    new CurvePanel("Powers", "x", "y", [new ChartCurve("s", [0, 1], [1e-45f, 100])]) { IsLogarithmic = true },
                    new WaterfallPanel("Steps", "logit", ["a", "<b>"], [-1, 1e-45f]) { Start = 2, Total = 0.1 },
                    new WaterfallPanel("Bare", "u", [], []),
                ]),
            new HeadViewFigure(
                new ArtefactId("x"), "Heads", new AxisLabels("query", ["a", "b"]), new AxisLabels("key", ["c"]),
                [new AttentionHead(1, 0, AttentionWeights.Of(2, 1, [0.25f, 1])), new AttentionHead(0, 3, AttentionWeights.Of(2, 1, [0, 1e-5f]))])
            {
                Layer = 1, QuerySentences = [0, 1], KeySentences = [0],
            },
            new FlowFigure(
                new ArtefactId("y"), "Flow", new AxisLabels("token", ["a", "b"]),
                [new FlowLayer(0, [1, 0, 0.25f, 0.5f]), new FlowLayer(2, [0.5f, 0.5f, 0, 1])], [0, 1]),
            new NeuronViewFigure(
                new ArtefactId("z"), "Neurons", "a", new AxisLabels("key", ["b", "c"]), [1, -2, 1e-45f], [1, 2, 3, -4, 5, 6], [0.5f, float.MinValue], [1, 0]),
            new SequenceFigure(
                new ArtefactId("zz"), "Film",
                [
                    new SequenceFrame("layer 0", new TokenStripFigure(new ArtefactId("f"), "Frame", ["a"], [0.75f], ColorScale.Probability)),
                    new SequenceFrame("<layer 1>", new TokenStripFigure(new ArtefactId("f"), "Frame", ["b", "c"], [1, float.NaN], ColorScale.Probability) { Caption = "Second." }),
                ]),
            new HeadMapFigure(new ArtefactId("zza"), "Map", [new HeadMapPoint(0, 1, -1, 1e-45f, 0.5f), new HeadMapPoint(2, 0, 0, 0, 0)], "<unit>") { Stress = 0.25, SpaceStress = 1e-300 },
            new HeadMapFigure(new ArtefactId("zzb"), "Bare map", [], string.Empty),
            new GraphFigure(new ArtefactId("zzc"), "Graph", [new GraphNode(0, 1), new GraphNode(2, 0)], [new GraphEdge(0, 1, "<Q>", 1e-45f), new GraphEdge(0, 1, "V", -0.5f)], "u"),
            new SideBySideFigure(
                new ArtefactId("zzd"), "Beside",
                [
                    new NamedFigure("<a>", new TokenStripFigure(new ArtefactId("f"), "Strip", ["a"], [0.75f], ColorScale.Probability)),
                    new NamedFigure("b", new HeadMapFigure(new ArtefactId("g"), "Map", [], string.Empty) { Caption = "Second." }),
                ]),
        ],
        Plugins = [new PluginRecord("plugin", "1.0")],
    };
}
