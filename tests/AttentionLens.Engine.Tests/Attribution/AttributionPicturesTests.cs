using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

/// <summary>What a report shows of attributions besides the strips of single methods.</summary>
public sealed class AttributionPicturesTests
{
    private static readonly LensInput Input = new() { Ids = [10, 1, 40, 2, 3, 5], EvidencePositions = [1, 4, 77] };

    [Fact]
    public async Task RunAsync_ImageThatCanBeSeen_IsDrawnUnderItsScores()
    {
        AnalysisReport report = await RunAsync(Images(), [new FakeMethod("ids", id => id)]);

        ImageOverlayFigure overlay = Assert.Single(report.Artefacts.OfType<ImageOverlayFigure>());
        Assert.Equal("attribution/ids/example-0", overlay.Id.Value);
        Assert.Equal((6, 4), (overlay.Image.Width, overlay.Image.Height));
        Assert.Equal(new PatchGrid(2, 3, 2, 0), overlay.Patches);
        NamedScores scores = Assert.Single(overlay.Panels);
        Assert.Equal([10f, 1, 40, 2, 3, 5], scores.Values.ToArray());
        Assert.Equal(new ColorScale(ColorScaleKind.Diverging, -40, 40, "score"), scores.Scale);
        Assert.Equal([new MatrixCell(0, 1), new MatrixCell(1, 1)], overlay.Outlines.ToArray());
        Assert.EndsWith(" Outlined: the patches that are known to decide.", overlay.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SeveralMethodsOnAnImage_StandSideBySide()
    {
        AnalysisReport report = await RunAsync(Images(), [new FakeMethod("ids", id => id), new FakeMethod("backwards", id => -id)]);

        ImageOverlayFigure together = report.Artefacts.OfType<ImageOverlayFigure>().Single(figure => figure.Id.Value == "attribution/all/example-0");
        Assert.Equal(["backwards", "ids"], together.Panels.Select(panel => panel.Name));
        Assert.Equal([-10f, -1, -40, -2, -3, -5], together.Panels[0].Values.ToArray());
    }

    [Fact]
    public async Task RunAsync_SeveralMethodsOnAText_StandSideBySideWithVerdictAndChoices()
    {
        AnalysisReport report = await RunAsync(new FakeModel(), [new FakeMethod("ids", id => id), new FakeMethod("backwards", id => -id)]);

        TokenComparisonFigure together = Assert.Single(report.Artefacts.OfType<TokenComparisonFigure>());
        Assert.Equal("attribution/all/example-0", together.Id.Value);
        Assert.Equal(["t10", "t1", "t40", "t2", "t3", "t5"], together.Tokens.ToArray());
        Assert.Equal(["backwards", "ids"], together.Rows.Select(row => row.Name));
        Assert.StartsWith("faithfulness: beats random orders: comprehensiveness ", together.Rows[1].Notes[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "start layer: the input's features, before layer 0",
                "baseline: pad (the padding token)",
                "aggregation: none",
                "target: logit of class 1 ('yes')",
                "special tokens: scored like any other, kept in the baseline, never taken away in the test",
                "settings: steps=3",
            ],
            together.Rows[1].Notes.Skip(1));
    }

    [Fact]
    public async Task RunAsync_SeveralExamples_SayWhatHoldsOfThisOneAndOfAll()
    {
        AnalysisReport report = await RunAsync(new FakeModel(), [new FakeMethod("ids", id => id), new FakeMethod("backwards", id => -id)], Input, Input with { Ids = [7, 8, 9, 50, 2] });

        TokenComparisonFigure[] together = [.. report.Artefacts.OfType<TokenComparisonFigure>()];
        Assert.Equal(2, together.Length);
        Assert.StartsWith("faithfulness on this input: comprehensiveness ", together[0].Rows[0].Notes[0], StringComparison.Ordinal);
        Assert.StartsWith("on all 2 inputs: ", together[0].Rows[0].Notes[1], StringComparison.Ordinal);
        Assert.NotEqual(together[0].Rows[0].Notes[0], together[1].Rows[0].Notes[0]);
        Assert.Equal(together[0].Rows[0].Notes[1], together[1].Rows[0].Notes[1]);
    }

    [Fact]
    public async Task RunAsync_OneMethod_HasNothingToStandBeside()
    {
        AnalysisReport report = await RunAsync(new FakeModel(), [new FakeMethod("ids", id => id)]);

        Assert.Empty(report.Artefacts.OfType<TokenComparisonFigure>());
    }

    [Theory]
    [InlineData("are", "logit of \"are\" (id 1), ")]
    [InlineData(null, "logit of class 1, ")]
    public async Task RunAsync_TargetOfALanguageModel_IsNamedByItsToken(string? word, string expected)
    {
        FakeModel model = new() { Known = FakeModel.Described with { Labels = [] }, Words = id => id == 1 ? word : "other" };

        AnalysisReport report = await RunAsync(model, [new FakeMethod("ids", id => id)]);

        Assert.StartsWith("Explained: " + expected, report.Artefacts.OfType<TokenStripFigure>().Single().Caption, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ScoresOfHeadsAndLayers_AreDrawnAsGridAndBars()
    {
        FakeMethod method = new("ids", id => id)
        {
            More = examples =>
            [
                new("head_logits", Tensor(examples, [2, 3], [Axis.Layer, Axis.Head], index => index - 2)),
                new("layer_scores", Tensor(examples, [3, 6], [Axis.Layer, Axis.Position], index => index % 6)),
                new("embedding_logits", Tensor(examples, [], [], _ => 7)),
                new("matrix", Tensor(examples, [6, 6], [Axis.Query, Axis.Key], index => index)),
            ],
        };

        AnalysisReport report = await RunAsync(new FakeModel(), [method]);

        MatrixFigure grid = Assert.Single(report.Artefacts.OfType<MatrixFigure>());
        Assert.Equal("attribution/ids/example-0/head-logits", grid.Id.Value);
        Assert.Equal((2, 3), (grid.Rows.Labels.Length, grid.Columns.Labels.Length));
        ChartFigure parts = report.Artefacts.OfType<ChartFigure>().First(chart => chart.Id.Value != "attribution/curves");
        Assert.Equal("attribution/ids/example-0/parts", parts.Id.Value);
        BarPanel[] bars = [.. parts.Panels.Cast<BarPanel>()];
        Assert.Equal(["components", "head logits, sum over heads", "head logits, strongest first", "layer scores, sum over positions"], bars.Select(panel => panel.Title));
        Assert.Equal(["embedding", "head, sum"], bars[0].Labels.ToArray());
        Assert.Equal([7f, 3], bars[0].Values.ToArray());
        Assert.Equal([-3f, 6], bars[1].Values.ToArray());
        Assert.Equal(["layer 1 head 2", "layer 0 head 0", "layer 1 head 1", "layer 0 head 1", "layer 1 head 0", "layer 0 head 2"], bars[2].Labels.ToArray());
        Assert.Equal(["into layer 0", "into layer 1", "behind the last"], bars[3].Labels.ToArray());
        Assert.Equal([15f, 15, 15], bars[3].Values.ToArray());
    }

    [Fact]
    public async Task RunAsync_TopClassesWithProbabilities_AreDrawnAsAGrid()
    {
        FakeMethod method = new("ids", id => id)
        {
            More = examples =>
            [
                new("top_tokens", Tensor(examples, [2, 6, 2], [Axis.Layer, Axis.Position, Axis.Class], index => index % 2 == 0 ? 1 : 0)),
                new("top_probabilities", Tensor(examples, [2, 6, 2], [Axis.Layer, Axis.Position, Axis.Class], index => 1f / (index + 1))),
            ],
        };
        FakeModel model = new() { Known = FakeModel.Described with { Labels = [] }, Words = id => id == 1 ? "are" : null };

        AnalysisReport report = await RunAsync(model, [method]);

        MatrixFigure grid = Assert.Single(report.Artefacts.OfType<MatrixFigure>());
        Assert.Equal("attribution/ids/example-0/grid", grid.Id.Value);
        Assert.Equal(2 * grid.Columns.Labels.Length, grid.Values.Length);
        Assert.All(grid.CellTexts, text => Assert.Equal("are", text));
        Assert.Equal(1f, grid.Values[0]);
        Assert.Equal(1f / 3, grid.Values[1]);
        Assert.Equal(1f / 13, grid.Values[grid.Columns.Labels.Length]);
        Assert.Null(grid.FindProblem());
    }

    [Fact]
    public async Task RunAsync_SharesOfLayers_AreDrawnAsAFlow()
    {
        FakeMethod method = new("ids", id => id)
        {
            More = examples =>
            [
                new("flow", Tensor(examples, [2, 6, 6], [Axis.Layer, Axis.Query, Axis.Key], index => index % 36 / 6 == index % 6 ? (index < 36 ? 0.75f : 0.5f) : 0)),
                new("flow_ends", Tensor(examples, [6], [Axis.Position], index => index == 1 ? 1 : 0)),
            ],
        };

        AnalysisReport report = await RunAsync(new FakeModel(), [method]);

        FlowFigure flow = Assert.Single(report.Artefacts.OfType<FlowFigure>());
        Assert.Equal("attribution/ids/example-0/flow", flow.Id.Value);
        int tokens = flow.Tokens.Labels.Length;
        Assert.Equal([0, 1], flow.Layers.Select(layer => layer.Layer));
        Assert.Equal((0.75f, 0.5f, 0f), (flow.Layers[0].Shares[tokens + 1], flow.Layers[1].Shares[tokens + 1], flow.Layers[0].Shares[1]));
        Assert.Equal(1, flow.Ends[1]);
        Assert.Null(flow.FindProblem());
        Assert.DoesNotContain(report.Artefacts, artefact => artefact.Id.Value.EndsWith("parts", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(6, 5)]
    [InlineData(5, 6)]
    public async Task RunAsync_SharesThatDoNotFit_AreNotDrawn(int queries, int ends)
    {
        FakeMethod method = new("ids", id => id)
        {
            More = examples =>
            [
                new("flow", Tensor(examples, [1, queries, 6], [Axis.Layer, Axis.Query, Axis.Key], _ => 0)),
                new("flow_ends", Tensor(examples, [ends], [Axis.Position], _ => 0)),
            ],
        };

        AnalysisReport report = await RunAsync(new FakeModel(), [method]);

        Assert.Empty(Lab.Failures(report));
        Assert.Empty(report.Artefacts.OfType<FlowFigure>());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, false)]
    public async Task RunAsync_PartsOfTheLogit_AreDrawnAsStepsOnlyWhereTheyAddUp(float error, bool addsUp)
    {
        double target = (await RunAsync(new FakeModel(), [new FakeMethod("ids", id => id)])).Artefacts.OfType<TokenStripFigure>().Select(strip => Explained(strip.Caption)).Single();
        FakeMethod method = new("ids", id => id)
        {
            More = examples =>
            [
                new("head_logits", Tensor(examples, [2, 20], [Axis.Layer, Axis.Head], index => index < 39 ? index : -741)),
                new("final_bias_logits", Tensor(examples, [], [], _ => (float)target + error)),
                new("token_embedding_logits", Tensor(examples, [], [], _ => 0)),
            ],
        };

        AnalysisReport report = await RunAsync(new FakeModel(), [method]);

        WaterfallPanel[] panels = [.. report.Artefacts.OfType<ChartFigure>().SelectMany(chart => chart.Panels).OfType<WaterfallPanel>()];
        Assert.Equal(addsUp ? 1 : 0, panels.Length);
        foreach (WaterfallPanel panel in panels)
        {
            Assert.Equal(25, panel.Labels.Length);
            Assert.Equal("layer 0 head 16", panel.Labels[0]);
            Assert.Equal("layer 1 head 19", panel.Labels[23]);
            Assert.Equal("the 18 others", panel.Labels[^1]);
            Assert.Equal(target, panel.End, 3);
        }
    }

    private static double Explained(string caption) =>
        double.Parse(caption[(caption.IndexOf(", ", StringComparison.Ordinal) + 2)..caption.IndexOf(" on this input", StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task RunAsync_ScoresAtSeveralHookPoints_AreDrawnAsAMatrixInForwardOrder()
    {
        FakeMethod method = new("ids", id => id)
        {
            More = examples => [.. ((int[])[10, 9]).Select(layer => KeyValuePair.Create($"blocks.{layer}.resid_post", Tensor(examples, [6], [Axis.Position], index => layer)))],
        };

        AnalysisReport report = await RunAsync(new FakeModel(), [method]);

        MatrixFigure layers = Assert.Single(report.Artefacts.OfType<MatrixFigure>());
        Assert.Equal("attribution/ids/example-0/layers", layers.Id.Value);
        Assert.Equal(["blocks.9.resid_post", "blocks.10.resid_post"], layers.Rows.Labels.ToArray());
        Assert.Equal([9f, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10], layers.Values.ToArray());
    }

    [Fact]
    public async Task RunAsync_MoreForOtherExamples_IsAFailure()
    {
        FakeMethod method = new("ids", id => id) { More = examples => [new("head_logits", Tensor(examples + 1, [2, 3], [Axis.Layer, Axis.Head], index => index))] };

        AnalysisReport report = await RunAsync(new FakeModel(), [method]);

        Assert.Contains("gave 'head_logits' for 2 examples; expected 1", Assert.Single(Lab.Failures(report)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_MoreOfOddNamesAndDimensions_IsDrawnWhereItFits()
    {
        FakeMethod method = new("ids", id => id)
        {
            More = examples =>
            [
                new("Head Scores/../x", Tensor(examples, [2, 3], [Axis.Layer, Axis.Head], index => index)),
                new("cross_matrix", Tensor(examples, [], [], _ => 1)),
                new("decoder_scores", new TensorValue(new TensorSpec([], "logit"), [], [1])),
            ],
        };

        AnalysisReport report = await RunAsync(new FakeModel(), [method]);

        Assert.Empty(Lab.Failures(report));
        Assert.Equal("attribution/ids/example-0/-ead--cores----x", Assert.Single(report.Artefacts.OfType<MatrixFigure>()).Id.Value);
    }

    [Fact]
    public async Task RunAsync_EncoderDecoder_ShowsTargetTokensAndWhatTheyTakeFromTheSource()
    {
        FakeModel model = new() { Seen = example => new EncodedExample(example.Index, example.Input, example.Tokens, example.TokenTypes, example.Mask) { Decoder = Written } };
        FakeMethod method = new("ids", id => id)
        {
            More = examples =>
            [
                new("decoder_scores", Tensor(examples, [3], [Axis.Position], index => index + 1)),
                new("cross_matrix", Tensor(examples, [3, 6], [Axis.Query, Axis.Key], index => index)),
            ],
        };

        AnalysisReport report = await RunAsync(model, [method]);

        TokenStripFigure target = report.Artefacts.OfType<TokenStripFigure>().Single(strip => strip.Id.Value == "attribution/ids/example-0/target");
        Assert.Equal(["<s>", "der"], target.Tokens.ToArray());
        Assert.Equal([1f, 2], target.Scores.ToArray());
        MatrixFigure cross = Assert.Single(report.Artefacts.OfType<MatrixFigure>());
        Assert.Equal("attribution/ids/example-0/cross", cross.Id.Value);
        Assert.Equal(["<s>", "der"], cross.Rows.Labels.ToArray());
        Assert.Equal(6, cross.Columns.Labels.Length);
        Assert.Equal(Enumerable.Range(0, 12).Select(index => (float)index), cross.Values);
    }

    // The decoder's last position is padding.
    private static EncodedExample Written => new(
        0, new LensInput(), [new LensToken(0, "<s>", 0..0, true), new LensToken(1, "der", 0..3, false), new LensToken(2, "[PAD]", 0..0, true)], [0, 0, 0], [true, true, false]);

    private static FakeModel Images() => new()
    {
        Seen = example => new EncodedExample(example.Index, example.Input, example.Tokens, example.TokenTypes, example.Mask)
        {
            Pixels = new ImagePixels(1, 4, 6, [.. new float[24]]),
            Patches = new PatchGrid(2, 3, 2, 0),
        },
        Image = pixels => new ColorImage(pixels.Width, pixels.Height, [.. new byte[3 * pixels.Values.Length]]),
    };

    private static TensorValue Tensor(int examples, ImmutableArray<int> shape, ImmutableArray<Axis> axes, Func<int, float> valueOf)
    {
        int each = shape.Aggregate(1, (product, extent) => product * extent);
        return new TensorValue(
            new TensorSpec([Axis.Batch, .. axes], "logit"), [examples, .. shape], [.. Enumerable.Range(0, examples * each).Select(index => valueOf(index % each))]);
    }

    private static Task<AnalysisReport> RunAsync(FakeModel model, ImmutableArray<FakeMethod> methods, params LensInput[] inputs) => AnalysisEngine.RunAsync(
        Lab.Request(model, inputs.Length == 0 ? [Input] : inputs) with
        {
            Attributions = new ReportAttributions
            {
                Methods = [.. methods.Select(method => new AttributionSelection(method, "tests") { Options = [KeyValuePair.Create("steps", "3")] })],
                Baseline = AttributionBaseline.Pad,
            },
        });
}
