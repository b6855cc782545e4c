using AttentionLens.Maps;

namespace AttentionLens.Analyses.Tests;

public class MapsTests
{
    private static readonly HookPoint[] Layers = [PlantedHooks.Self(0), PlantedHooks.Self(1)];

    public static TheoryData<LensAnalyzer> Analyzers =>
        [new OverviewMapsAnalyzer(), new LayerMapsAnalyzer(), new HeadMapsAnalyzer(), new TokenMapsAnalyzer(), new HeadViewAnalyzer(), new CrossLayerMapsAnalyzer()];

    [Fact]
    public void Overview_ShortText_ShowsEveryHeadInFull()
    {
        HeadGridFigure figure = Run(new OverviewMapsAnalyzer(), "a b c").Figure<HeadGridFigure>("maps/example-0/all-heads");

        Assert.Equal("Attention of all heads, example 0", figure.Title);
        Assert.Equal("query", figure.Rows.Title);
        Assert.Equal("key", figure.Columns.Title);
        Assert.Equal(["a", "b", "c"], figure.Rows.Labels.AsEnumerable());
        Assert.Equal(["a", "b", "c"], figure.Columns.Labels.AsEnumerable());
        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 1)], figure.Panels.Select(panel => (panel.Layer, panel.Head)));
        Assert.Equal(Enumerable.Range(0, 9).Select(index => Weight(1, 0, index / 3, index % 3)), figure.Panels[2].Values);
        Assert.Equal(ColorScale.Probability with { Maximum = 0.25 }, figure.Scale);
        Assert.Equal("Rows attend, columns are attended to.", figure.Caption);
        Assert.Equal(new SiteAddress(null, Example: 0), figure.Address);
    }

    [Fact]
    public void Overview_LongText_KeepsTheLargestWeightOfEachBlock()
    {
        HookPoint hook = Layers[0];
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("a b c d e")).With(hook, 1, (_, _, query, key) => (query * 10) + key);

        HeadGridFigure figure = PlantedAnalysis.Run(new OverviewMapsAnalyzer(), [hook], [batch], ("cells", "2"))
            .Figure<HeadGridFigure>("maps/example-0/all-heads");

        Assert.Equal(["a…b", "c…e"], figure.Rows.Labels.AsEnumerable());
        Assert.Equal([11f, 14, 41, 44], figure.Panels[0].Values.AsEnumerable());
        Assert.Contains("largest weight of a block of up to 3 by 3 tokens", figure.Caption, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_ _ a b c", "a", "b", "c")]
    [InlineData("a b c _ _", "a", "b", "c")]
    [InlineData("_ a _ c _", "a", "c")]
    public void Overview_Padding_NeverShows(string text, params string[] labels)
    {
        string[] words = text.Split(' ');
        int[] places = [.. labels.Select(label => Array.IndexOf(words, label))];

        HeadGridFigure figure = Run(new OverviewMapsAnalyzer(), text).Figure<HeadGridFigure>("maps/example-0/all-heads");

        Assert.Equal(labels, figure.Rows.Labels);
        Assert.Equal(places.SelectMany(query => places.Select(key => Weight(0, 1, query, key))), figure.Panels[1].Values);
    }

    [Fact]
    public void Layers_EachLayer_HasAFigureOfItsHeads()
    {
        PlantedSink results = Run(new LayerMapsAnalyzer(), "a b");

        Assert.Equal(["maps/example-0/layer-0/all-heads", "maps/example-0/layer-1/all-heads"], results.Ids);
        HeadGridFigure figure = results.Figure<HeadGridFigure>("maps/example-0/layer-1/all-heads");
        Assert.Equal("Attention of layer 1, example 0", figure.Title);
        Assert.Equal([(1, 0), (1, 1)], figure.Panels.Select(panel => (panel.Layer, panel.Head)));
        Assert.Equal([Weight(1, 1, 0, 0), Weight(1, 1, 0, 1), Weight(1, 1, 1, 0), Weight(1, 1, 1, 1)], figure.Panels[1].Values.AsEnumerable());
        Assert.Equal(new SiteAddress(Layers[1].Name, Example: 0), figure.Address);
    }

    [Fact]
    public void Layers_HeadMean_IsTheMeanOfTheMaps()
    {
        MatrixFigure figure = Run(new LayerMapsAnalyzer(), "a b", ("head-mean", "yes")).Figure<MatrixFigure>("maps/example-0/layer-1/head-mean");

        float[] expected = [.. Enumerable.Range(0, 4).Select(index => (Weight(1, 0, index / 2, index % 2) + Weight(1, 1, index / 2, index % 2)) / 2)];
        Assert.Equal(expected, figure.Values, (left, right) => Math.Abs(left - right) < 1e-6);
    }

    [Fact]
    public void Heads_Notable_AreTheMostConcentratedAndTheBroadest()
    {
        PlantedBatch batch = new(PlantedExample.Of("a b c d"));
        for (int layer = 0; layer < 2; layer++)
        {
            // Heads 0.0, 0.1, 0.2, 1.0 … put ever more of their weight on the first position.
            int place = layer;
            batch.With(Layers[layer], 3, (_, head, _, key) => Sharp((place * 3) + head, key));
        }

        Assert.Equal(
            ["maps/example-0/layer-0/head-0", "maps/example-0/layer-1/head-1", "maps/example-0/layer-1/head-2"],
            PlantedAnalysis.Run(new HeadMapsAnalyzer(), Layers, [batch], ("notable-count", "3")).Ids);
    }

    [Theory]
    [InlineData("all", "maps/example-0/layer-0/head-0", "maps/example-0/layer-0/head-1", "maps/example-0/layer-1/head-0", "maps/example-0/layer-1/head-1")]
    [InlineData("0.1, 1.0", "maps/example-0/layer-0/head-1", "maps/example-0/layer-1/head-0")]
    [InlineData("none")]
    public void Heads_Chosen_AreTheOnesDrawn(string heads, params string[] ids) =>
        Assert.Equal(ids, Run(new HeadMapsAnalyzer(), "a b", ("heads", heads)).Ids);

    [Fact]
    public void Heads_FewerThanNotable_AreDrawnOnce() =>
        Assert.Equal(4, Run(new HeadMapsAnalyzer(), "a b", ("notable-count", "100")).Ids.Count());

    [Fact]
    public void Heads_OneHead_IsDrawnInFull()
    {
        MatrixFigure figure = Run(new HeadMapsAnalyzer(), "a b", ("heads", "1.1")).Figure<MatrixFigure>("maps/example-0/layer-1/head-1");

        Assert.Equal("Attention of head 1.1, example 0", figure.Title);
        Assert.Equal([Weight(1, 1, 0, 0), Weight(1, 1, 0, 1), Weight(1, 1, 1, 0), Weight(1, 1, 1, 1)], figure.Values.AsEnumerable());
        Assert.Equal(new SiteAddress(Layers[1].Name, 1, Example: 0), figure.Address);
    }

    [Theory]
    [InlineData("some")]
    [InlineData("1")]
    [InlineData("1.x")]
    [InlineData("-1.0")]
    [InlineData("0.2")]
    [InlineData("2.0")]
    [InlineData("99999999999.0")]
    [InlineData("")]
    public void Heads_ListThatCannotBe_IsRefused(string heads)
    {
        LensInputException error = Assert.Throws<LensInputException>(() => Run(new HeadMapsAnalyzer(), "a b", ("heads", heads)));

        Assert.StartsWith($"Option 'heads' has the value '{heads}'; expected ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_AllQueries_IsTheMeanColumnOfTheLastLayer()
    {
        TokenStripFigure figure = Run(new TokenMapsAnalyzer(), "_ a b").Figure<TokenStripFigure>("maps/example-0/received");

        float[] expected =
        [
            .. new[] { 1, 2 }.Select(key => (Weight(1, 0, 1, key) + Weight(1, 0, 2, key) + Weight(1, 1, 1, key) + Weight(1, 1, 2, key)) / 4),
        ];
        Assert.Equal(["a", "b"], figure.Tokens.AsEnumerable());
        Assert.Equal(expected, figure.Scores, (left, right) => Math.Abs(left - right) < 1e-6);
        Assert.Equal(figure.Scores.Max(), figure.Scale.Maximum);
        Assert.Equal("Attention received in layer 1, example 0", figure.Title);
    }

    [Fact]
    public void Tokens_FirstQuery_IsItsRowAlone()
    {
        TokenStripFigure figure = Run(new TokenMapsAnalyzer(), "_ a b", ("queries", "first")).Figure<TokenStripFigure>("maps/example-0/given-by-first");

        float[] expected = [.. new[] { 1, 2 }.Select(key => (Weight(1, 0, 1, key) + Weight(1, 1, 1, key)) / 2)];
        Assert.Equal(expected, figure.Scores, (left, right) => Math.Abs(left - right) < 1e-6);
    }

    [Fact]
    public void Tokens_CausalModel_SaysThatEarlyTokensHaveMoreQueries()
    {
        HookPoint hook = PlantedHooks.Self(0, causal: true);
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("a b")).With(hook, 1, (_, _, query, key) => key <= query ? 1f / (query + 1) : 0);

        TokenStripFigure figure = PlantedAnalysis.Run(new TokenMapsAnalyzer(), [hook], [batch]).Figure<TokenStripFigure>("maps/example-0/received");

        Assert.Equal([0.75f, 0.25f], figure.Scores.AsEnumerable());
        Assert.Contains("Early tokens", figure.Caption, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Initialize_EncoderAndDecoder_LabelsEachSideWithItsOwnTokens(LensAnalyzer analyzer)
    {
        HookPoint[] hooks = [PlantedHooks.Self(0, stack: "encoder"), PlantedHooks.Self(0, causal: true, "decoder"), PlantedHooks.Cross(0)];
        PlantedBatch batch = new(PlantedExample.Of("_ a b c", decoder: PlantedExample.Of("x y _")));
        foreach (HookPoint hook in hooks)
        {
            batch.With(hook, 1, (_, head, query, key) => Weight(0, head, query, key));
        }

        PlantedSink results = PlantedAnalysis.Run(analyzer, hooks, [batch]);

        Assert.Equal(3, results.Artefacts.Count);
        Assert.All(results.Artefacts, artefact =>
        {
            string group = artefact.Key.Value.Split('/')[2];
            string[] rows = group == "encoder" ? ["a", "b", "c"] : ["x", "y"];
            string[] columns = group == "decoder" ? ["x", "y"] : ["a", "b", "c"];
            (IEnumerable<string> Rows, IEnumerable<string> Columns) labels = artefact.Value switch
            {
                HeadGridFigure grid => (grid.Rows.Labels, grid.Columns.Labels),
                HeadViewFigure arcs => (arcs.Queries.Labels, arcs.Keys.Labels),
                MatrixFigure matrix => (matrix.Rows.Labels, matrix.Columns.Labels),
                TokenStripFigure strip => (rows, strip.Tokens),
                _ => ([], []),
            };
            Assert.Equal(rows, labels.Rows);
            Assert.Equal(columns, labels.Columns);
        });
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Initialize_ManyExamples_DrawsTheFirstOnes(LensAnalyzer analyzer)
    {
        PlantedBatch[] batches = [.. Enumerable.Range(0, 4).Select(index => Plant(new PlantedBatch(PlantedExample.Of("a b", index))))];

        PlantedSink results = PlantedAnalysis.Run(analyzer, Layers, batches, ("examples", "2"));

        Assert.Equal(["example-0", "example-1"], results.Ids.Select(id => id.Split('/')[1]).Distinct());
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Initialize_OnlyPadding_DrawsNothing(LensAnalyzer analyzer) => Assert.Empty(Run(analyzer, "_ _").Artefacts);

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Initialize_OneToken_Draws(LensAnalyzer analyzer) => Assert.NotEmpty(Run(analyzer, "a").Artefacts);

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void SupportedOptions_ExamplesByDefault_AreEight(LensAnalyzer analyzer) =>
        Assert.Equal("8", Assert.Single(analyzer.SupportedOptions, option => option.Name == "examples").DefaultText);

    [Fact]
    public void SupportedOptions_OtherDefaults_AreDocumented()
    {
        Assert.Equal("32", MapOptions.ThumbnailCells.DefaultText);
        Assert.Equal("64", MapOptions.LayerCells.DefaultText);
        Assert.Equal("128", MapOptions.HeadCells.DefaultText);
        Assert.Equal("no", MapOptions.HeadMean.DefaultText);
        Assert.Equal("notable", MapOptions.Heads.DefaultText);
        Assert.Equal("4", MapOptions.NotableCount.DefaultText);
        Assert.Equal("all", MapOptions.Queries.DefaultText);
    }

    [Fact]
    public void Initialize_PatternOfAnotherShape_IsRefused()
    {
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("a b")).With(Layers[0], new float[4], [1, 2, 2]);
        HookPoint flat = Layers[0] with { Spec = new TensorSpec([Axis.Batch, Axis.Query, Axis.Key], "probability") };

        LensInputException error = Assert.Throws<LensInputException>(() => PlantedAnalysis.Run(new OverviewMapsAnalyzer(), [flat], [batch]));

        Assert.Contains("[2, 2]", error.Message, StringComparison.Ordinal);
    }

    private static float Sharp(int rank, int key)
    {
        float first = 0.25f + (rank * 0.12f);
        return key == 0 ? first : (1 - first) / 3;
    }

    private static float Weight(int layer, int head, int query, int key) => ((layer * 7) + (head * 5) + (query * 3) + key) / 100f;

    private static PlantedSink Run(LensAnalyzer analyzer, string text, params (string Name, string Value)[] options) =>
        PlantedAnalysis.Run(analyzer, Layers, [Plant(new PlantedBatch(PlantedExample.Of(text)))], options);

    private static PlantedBatch Plant(PlantedBatch batch)
    {
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            int place = layer;
            batch.With(Layers[layer], 2, (_, head, query, key) => Weight(place, head, query, key));
        }

        return batch;
    }
}
