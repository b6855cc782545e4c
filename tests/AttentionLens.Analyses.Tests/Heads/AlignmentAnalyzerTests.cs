using System.Collections.Immutable;
using AttentionLens.Heads;

namespace AttentionLens.Analyses.Tests;

public class AlignmentAnalyzerTests
{
    private static readonly HookPoint Cross = PlantedHooks.Cross(0);

    // "b c a" translates "a b c": the words go round.
    private static readonly ImmutableArray<WordLink> Round = [new(0, 2), new(1, 0), new(2, 1)];

    [Fact]
    public void Initialize_HeadThatLooksWhereItWrites_IsNamed()
    {
        // Query 0 reads the start token and writes the first word, which translates key 1.
        PlantedSink results = Run(Example(), heads: 2, (head, query) => head == 0 ? (query + 1) % 3 : 3);

        Finding finding = Assert.Single(results.Findings, finding => finding.Descriptor.Id == "AL1011");
        Assert.Equal(new SiteAddress(Cross.Name, 0), finding.Address);
        Assert.Equal(
            "Head 0.0, cross-attention, attends to the words that are translated, where the decoder writes them: alignment error rate 0.000 (the diagonal: 1.000).",
            finding.Message);
        Assert.Equal([0, 1, 1, 1, 3], finding.Measures.Select(measure => measure.Value));
        Assert.All(finding.Artefacts, id => Assert.Contains(id, results.Artefacts));
    }

    [Fact]
    public void Initialize_HeadThatLooksWhereItReads_IsNamedAsSuch()
    {
        PlantedSink results = Run(Example(), heads: 1, (_, query) => query % 3);

        Finding finding = Assert.Single(results.Findings, finding => finding.Descriptor.Id == "AL1011");
        Assert.Contains("where the decoder reads them: alignment error rate 0.000", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Initialize_HeadThatLooksAtTheEnd_HasNoLinksAndIsNotNamed()
    {
        PlantedSink results = Run(Example(), heads: 1, (_, _) => 3);

        Assert.DoesNotContain(results.Findings, finding => finding.Descriptor.Id == "AL1011");
        ImmutableArray<TableCell> row = results.Figure<DataTable>("heads/alignment/errors").Rows[0];
        Assert.Equal([1.0, null, 0.0], row[3..6].Select(cell => cell.Number));
        Assert.Equal("n/a", row[4].Text);
    }

    [Fact]
    public void Initialize_PartlyRight_HasTheErrorRateOfOchAndNey()
    {
        // Two words right, one at the end of the text: |A| = 2, |S| = 3, |A and S| = 2.
        PlantedSink results = Run(Example(), heads: 1, (_, query) => query == 0 ? 3 : (query + 1) % 3);

        ImmutableArray<TableCell> row = results.Figure<DataTable>("heads/alignment/errors").Rows[0];
        Assert.Equal(1 - (4.0 / 5), row[3].Number!.Value, 12);
        Assert.Equal(1, row[4].Number);
        Assert.Equal(2.0 / 3, row[5].Number!.Value, 12);
    }

    [Fact]
    public void Initialize_LayersMean_IsBestOfTheLayers()
    {
        HookPoint[] hooks = [Cross, PlantedHooks.Cross(1)];
        PlantedBatch batch = new PlantedBatch(Example())
            .With(hooks[0], 2, (_, head, query, key) => key == (query + head) % 3 ? 1 : 0)
            .With(hooks[1], 2, (_, _, query, key) => key == (query + 1) % 3 ? 1 : 0);

        PlantedSink results = PlantedAnalysis.Run(new AlignmentAnalyzer(), hooks, [batch]);

        Finding finding = Assert.Single(results.Findings, finding => finding.Descriptor.Id == "AL1012");
        Assert.Equal(new SiteAddress(hooks[1].Name), finding.Address);
        Assert.StartsWith("The mean of the heads of layer 1 aligns words best", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Initialize_Example_IsDrawnWithItsLinksOutlined()
    {
        PlantedSink results = Run(Example(), heads: 2, (head, query) => head == 0 ? 3 : (query + 1) % 3);

        MatrixFigure mean = results.Figure<MatrixFigure>("heads/alignment/example-0/layer-0/mean");
        Assert.Equal(["b", "c", "a"], mean.Rows.Labels.AsEnumerable());
        Assert.Equal(["x", "y", "z", "</s>"], mean.Columns.Labels.AsEnumerable());
        Assert.Equal([0, 0.5f, 0, 0.5f, 0, 0, 0.5f, 0.5f, 0.5f, 0, 0, 0.5f], mean.Values.AsEnumerable());
        Assert.Equal([new MatrixCell(0, 1), new MatrixCell(1, 2), new MatrixCell(2, 0)], mean.Outlines.AsEnumerable());
        MatrixFigure best = results.Figure<MatrixFigure>("heads/alignment/example-0/best-head");
        Assert.Equal("Cross-attention of head 0.1 and the true alignment, example 0", best.Title);
        Assert.Equal(new SiteAddress(Cross.Name, 1, Example: 0), best.Address);
    }

    [Fact]
    public void Initialize_WordsOfSeveralTokens_AreTakenTogether()
    {
        // The word "ab" has two positions and "xy" two keys: each position gives both keys a half.
        EncodedExample example = PlantedTranslation.Of("x+y z", "c a+b", [new(0, 1), new(1, 0)]);
        PlantedBatch batch = new PlantedBatch(example).With(
            Cross, 1, (_, _, query, key) => query == 0 ? (key == 2 ? 1 : 0) : query is 1 or 2 ? (key < 2 ? 0.5f : 0) : 0);

        PlantedSink results = PlantedAnalysis.Run(new AlignmentAnalyzer(), [Cross], [batch]);

        MatrixFigure mean = results.Figure<MatrixFigure>("heads/alignment/example-0/layer-0/mean");
        Assert.Equal(["c", "ab"], mean.Rows.Labels.AsEnumerable());
        Assert.Equal(["xy", "z", "</s>"], mean.Columns.Labels.AsEnumerable());
        Assert.Equal([0, 1, 0, 1, 0, 0], mean.Values.AsEnumerable());
        Assert.Contains("Alignment error rate of this map: 0.000.", mean.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Initialize_WordThatWasCutOff_CountsNowhere()
    {
        EncodedExample whole = Example();
        EncodedExample cut = new(0, whole.Input, whole.Tokens[1..], whole.TokenTypes[1..], whole.Mask[1..])
        {
            Decoder = whole.Decoder,
        };
        PlantedBatch batch = new PlantedBatch(cut).With(Cross, 1, (_, _, query, key) => key == Math.Min(query, 2) ? 1 : 0);

        PlantedSink results = PlantedAnalysis.Run(new AlignmentAnalyzer(), [Cross], [batch]);

        Assert.Equal(2, results.Figure<MatrixFigure>("heads/alignment/example-0/layer-0/mean").Outlines.Length);
        Assert.Contains(results.Findings, finding => finding.Descriptor.Id == "AL1011" && finding.Measures[^1].Value == 2);
    }

    [Fact]
    public void Initialize_ExamplesBeyondTheOption_AreCountedAndNotDrawn()
    {
        PlantedBatch batch = new PlantedBatch(Example(), Example(index: 1)).With(Cross, 1, (_, _, query, key) => key == (query + 1) % 3 ? 1 : 0);

        PlantedSink results = PlantedAnalysis.Run(new AlignmentAnalyzer(), [Cross], [batch], ("examples", "1"));

        Assert.Contains("heads/alignment/example-0/best-head", results.Ids);
        Assert.DoesNotContain("heads/alignment/example-1/best-head", results.Ids);
        Assert.Equal(2, results.Figure<DataTable>("heads/alignment/errors").Rows[0][2].Number);
    }

    [Fact]
    public void Initialize_NoAlignment_SaysNothing()
    {
        PlantedSink results = Run(PlantedTranslation.Of("x y z", "b c a", default), heads: 1, (_, query) => query % 3);

        Assert.Empty(results.Findings);
        Assert.Empty(results.Ids);
    }

    [Fact]
    public void Initialize_ModelWithOneStack_AsksForNothing()
    {
        PlantedBatch batch = new(PlantedExample.Of("a b"));

        Assert.Empty(PlantedAnalysis.Run(new AlignmentAnalyzer(), [PlantedHooks.Self(0)], [batch]).Ids);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(0, 3)]
    [InlineData(-1, 0)]
    public void Initialize_LinkBeyondTheWords_IsRefused(int source, int target)
    {
        EncodedExample example = PlantedTranslation.Of("x y z", "b c a", [new(source, target)]);

        LensInputException error = Assert.Throws<LensInputException>(() => Run(example, heads: 1, (_, query) => query % 3));

        Assert.Equal(
            $"The alignment of example pair links word {source} to word {target}; the text has 3 words and the target text 3, counted from 0 between white space.",
            error.Message);
    }

    [Fact]
    public void Initialize_PatternOfAnotherShape_IsRefused()
    {
        PlantedBatch batch = new PlantedBatch(Example()).With(Cross, new float[64], [1, 1, 8, 8]);

        Assert.Throws<LensInputException>(() => PlantedAnalysis.Run(new AlignmentAnalyzer(), [Cross], [batch], ("examples", "0")));
    }

    [Fact]
    public void Initialize_WeightsThatAreNoNumbers_HaveNoLinks()
    {
        PlantedBatch batch = new PlantedBatch(Example()).With(Cross, 1, (_, _, _, _) => float.NaN);

        PlantedSink results = PlantedAnalysis.Run(new AlignmentAnalyzer(), [Cross], [batch]);

        Assert.Equal(1, results.Figure<DataTable>("heads/alignment/errors").Rows[0][3].Number);
    }

    private static EncodedExample Example(long index = 0) => PlantedTranslation.Of("x y z", "b c a", Round, index);

    private static PlantedSink Run(EncodedExample example, int heads, Func<int, int, int> attended) => PlantedAnalysis.Run(
        new AlignmentAnalyzer(),
        [Cross],
        [new PlantedBatch(example).With(Cross, heads, (_, head, query, key) => key == attended(head, query) ? 1 : 0)]);
}
