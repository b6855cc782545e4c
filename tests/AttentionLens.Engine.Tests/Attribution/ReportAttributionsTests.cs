using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

/// <summary>Attributions beside the analyzers of a run.</summary>
public sealed class ReportAttributionsTests
{
    private static readonly LensInput[] Inputs =
    [
        .. Enumerable.Range(0, 3).Select(index => new LensInput { Ids = [10 + index, 1, 40, 2, 3, 5, 60, 4, 6, 7] }),
    ];

    [Fact]
    public async Task RunAsync_Method_GivesAStripForEachExample()
    {
        AnalysisReport report = await RunAsync([Faithful()]);

        TokenStripFigure[] strips = [.. report.Artefacts.OfType<TokenStripFigure>()];
        Assert.Equal(["attribution/ids/example-0", "attribution/ids/example-1", "attribution/ids/example-2"], strips.Select(strip => strip.Id.Value));
        Assert.Equal("ids, example 1", strips[1].Title);
        Assert.Equal(1, strips[1].Address.Example);
        Assert.Equal(["t11", "t1", "t40", "t2", "t3", "t5", "t60", "t4", "t6", "t7"], strips[1].Tokens.ToArray());
        Assert.Equal([11f, 1, 40, 2, 3, 5, 60, 4, 6, 7], strips[1].Scores.ToArray());
        Assert.Equal(new ColorScale(ColorScaleKind.Diverging, -60, 60, "score"), strips[1].Scale);
        Assert.StartsWith("Explained: logit of class 1 ('yes'), 1.3900 on this input. ", strips[1].Caption, StringComparison.Ordinal);
        Assert.Contains("zero", strips[1].Caption, StringComparison.Ordinal);
        Assert.Contains(": beats random orders: comprehensiveness ", strips[1].Caption, StringComparison.Ordinal);
        Assert.Equal(["attribution", "attribution.ids"], report.Analyzers.Select(analyzer => analyzer.Name));
        Assert.Equal(("tests", 3L, false), (report.Analyzers[1].Plugin, report.Analyzers[1].Examples, report.Analyzers[1].IsPartial));
        Assert.DoesNotContain(report.Findings, finding => finding.Descriptor.Id == "AL0201");
    }

    [Fact]
    public async Task RunAsync_Methods_StandInATableWithRandomLast()
    {
        AnalysisReport report = await RunAsync([Backwards(), Faithful()]);

        DataTable table = Assert.Single(report.Artefacts.OfType<DataTable>());
        Assert.Equal("attribution/faithfulness", table.Id.Value);
        Assert.Equal(["ids", "backwards", "random"], table.Rows.Select(row => row[0].Text));
        Assert.Equal(["yes", "no", string.Empty], table.Rows.Select(row => row[^1].Text));
        Assert.StartsWith("comprehensiveness", table.Columns[1].Name, StringComparison.Ordinal);
        Assert.True(table.Rows[0][1].Number > table.Rows[2][1].Number);
        Assert.True(table.Rows[1][1].Number < table.Rows[2][1].Number);
    }

    [Fact]
    public async Task RunAsync_MethodThatDoesNotBeatRandom_IsAFinding()
    {
        AnalysisReport report = await RunAsync([Backwards(), Faithful()]);

        Finding finding = Assert.Single(report.Findings, finding => finding.Descriptor.Id == "AL0201");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.StartsWith("Attribution 'backwards' does not beat random orders: ", finding.Message, StringComparison.Ordinal);
        Assert.Equal(["comprehensiveness", "sufficiency"], finding.Measures.Select(measure => measure.Name));
        Assert.Equal(4, finding.Artefacts.Length);
    }

    [Fact]
    public async Task RunAsync_MethodThatThrows_FailsAlone()
    {
        FakeMethod broken = new("broken", id => id) { BeforeAnswer = () => throw new InvalidOperationException("no luck") };

        AnalysisReport report = await RunAsync([broken, Faithful()]);

        Finding failure = Assert.Single(Lab.Failures(report));
        Assert.Equal("Analyzer 'attribution.broken' failed once with System.InvalidOperationException: no luck", failure.Message);
        Assert.Equal(1, broken.Calls);
        Assert.Equal(["attribution.broken"], report.Analyzers.Where(analyzer => analyzer.IsPartial).Select(analyzer => analyzer.Name));
        Assert.Equal(3, report.Artefacts.OfType<TokenStripFigure>().Count());
    }

    [Fact]
    public async Task RunAsync_ScoresForOtherPositions_IsAFailure()
    {
        AnalysisReport report = await RunAsync([new FakeMethod("wide", id => id) { Excess = 1 }]);

        Assert.Contains("gave 11 scores for each example; expected one for each of 10 positions", Assert.Single(Lab.Failures(report)).Message, StringComparison.Ordinal);
        Assert.Empty(report.Artefacts);
    }

    [Fact]
    public async Task RunAsync_MoreExamplesThanExplained_SaysSo()
    {
        AnalysisReport report = await RunAsync([Faithful()], attributions => attributions with { MaxExamples = 1 });

        Assert.Single(report.Artefacts.OfType<TokenStripFigure>());
        Finding cut = Assert.Single(report.Findings, finding => finding.Descriptor.Id == "AL0202");
        Assert.Equal("Attributions are computed and tested for the first 1 of 3 examples", cut.Message);
    }

    [Fact]
    public async Task RunAsync_ObjectiveWithoutAClass_IsDrawnButNotTested()
    {
        AnalysisReport report = await RunAsync([Backwards()], attributions => attributions with { Objective = new LossObjective() });

        Assert.Equal(3, report.Artefacts.Length);
        Assert.All(report.Artefacts, figure => Assert.Contains("not measured for the objective loss", figure.Caption, StringComparison.Ordinal));
        Assert.Empty(report.Findings);
    }

    [Theory]
    [InlineData("logit-difference:0,1", "logit of class 0 ('no') less that of class 1 ('yes')", "logit of class 0 less that of class 1", "logit", "difference of logits")]
    [InlineData("continuation", "continuation of class 1 ('yes')", "log-probability of the continuation", "nats", "log-probability, nats")]
    public async Task RunAsync_ObjectiveOfSeveralClasses_IsTestedItself(string objective, string explained, string tested, string unit, string axis)
    {
        AnalysisReport report = await RunAsync([Faithful()], attributions => attributions with
        {
            Objective = objective == "continuation" ? new ContinuationObjective() : new LogitDifferenceObjective(0, 1),
        });

        Assert.All(report.Artefacts.OfType<TokenStripFigure>(), strip =>
        {
            Assert.StartsWith($"Explained: {explained}, ", strip.Caption, StringComparison.Ordinal);
            Assert.Contains("beats random orders: comprehensiveness", strip.Caption, StringComparison.Ordinal);
        });
        DataTable table = Assert.Single(report.Artefacts.OfType<DataTable>());
        Assert.StartsWith($"What becomes of the {tested} when", table.Caption, StringComparison.Ordinal);
        Assert.Equal(unit, table.Columns[1].Unit);
        ChartFigure chart = Assert.Single(report.Artefacts.OfType<ChartFigure>());
        Assert.StartsWith($"The {tested} as positions go or come", chart.Caption, StringComparison.Ordinal);
        Assert.Equal(axis, Assert.IsType<CurvePanel>(chart.Panels[0]).Vertical);
    }

    [Fact]
    public async Task RunAsync_ImageModel_GivesAGridOfPatches()
    {
        AnalysisReport report = await RunAsync([Faithful()], null, example => new EncodedExample(example.Index, example.Input, example.Tokens, example.TokenTypes, example.Mask)
        {
            Pixels = new ImagePixels(1, 2, 5, [.. example.Tokens.Select(token => (float)token.Id)]),
            Patches = new PatchGrid(2, 5, 1, 0),
        });

        MatrixFigure grid = report.Artefacts.OfType<MatrixFigure>().First();
        Assert.Equal(["r0", "r1"], grid.Rows.Labels.ToArray());
        Assert.Equal(["c0", "c1", "c2", "c3", "c4"], grid.Columns.Labels.ToArray());
        Assert.Equal([10f, 1, 40, 2, 3, 5, 60, 4, 6, 7], grid.Values.ToArray());
        Assert.Empty(report.Artefacts.OfType<TokenStripFigure>());
    }

    [Fact]
    public async Task RunAsync_OrderOfMethods_DoesNotMatter()
    {
        AnalysisReport first = await RunAsync([Backwards(), Faithful()]);
        AnalysisReport second = await RunAsync([Faithful(), Backwards()]);

        Assert.Equal(ReportBytes.Of(first), ReportBytes.Of(second));
    }

    [Fact]
    public async Task RunAsync_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        FakeMethod method = new("ids", id => id) { BeforeAnswer = source.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AnalysisEngine.RunAsync(Request([method]), null, source.Token));
    }

    [Fact]
    public async Task RunAsync_IdOfTheTableIsTaken_IsAFailureOfTheStep()
    {
        FakeAnalyzer taker = Lab.Analyzer("taker", context => context.RegisterModelAction(sink => sink.Publish(Lab.Table("attribution/faithfulness"))));

        AnalysisReport report = await AnalysisEngine.RunAsync(Request([Faithful()]) with { Analyzers = [new AnalyzerSelection(taker, "tests")] });

        Assert.StartsWith("Analyzer 'attribution' failed once with System.ArgumentException: ", Assert.Single(Lab.Failures(report)).Message, StringComparison.Ordinal);
        Assert.Equal(3, report.Artefacts.OfType<TokenStripFigure>().Count());
    }

    [Fact]
    public async Task RunAsync_UnknownSetting_IsRefused()
    {
        AnalysisRequest request = Request([]) with
        {
            Attributions = new ReportAttributions { Methods = [new AttributionSelection(Faithful(), "tests") { Options = [KeyValuePair.Create("stepz", "3")] }] },
        };

        LensInputException exception = await Assert.ThrowsAsync<LensInputException>(() => AnalysisEngine.RunAsync(request));

        Assert.StartsWith("Attribution 'ids': ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_MethodTwice_IsRefused()
    {
        LensInputException exception = await Assert.ThrowsAsync<LensInputException>(() => RunAsync([Faithful(), Faithful()]));

        Assert.Equal("Attribution 'ids' is selected twice; select it once.", exception.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task RunAsync_NoNumberOfExamples_IsRefused(int examples)
    {
        LensInputException exception = await Assert.ThrowsAsync<LensInputException>(
            () => RunAsync([Faithful()], attributions => attributions with { MaxExamples = examples }));

        Assert.Contains("expected a number from 1 to 10000", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScanAsync_Attributions_AreRefused()
    {
        await Assert.ThrowsAsync<LensInputException>(() => AnalysisEngine.ScanAsync(Request([Faithful()])));
    }

    [Fact]
    public void MaxExamples_ByDefault_IsEight() => Assert.Equal(8, new ReportAttributions { Methods = [] }.MaxExamples);

    // The objective of the fake model is the sum of the ids, so the ids themselves are the best order.
    private static FakeMethod Faithful() => new("ids", id => id);

    private static FakeMethod Backwards() => new("backwards", id => -id);

    private static Task<AnalysisReport> RunAsync(
        ImmutableArray<FakeMethod> methods, Func<ReportAttributions, ReportAttributions>? change = null, Func<EncodedExample, EncodedExample>? seen = null)
    {
        AnalysisRequest request = Request(methods, seen);
        return AnalysisEngine.RunAsync(change is null ? request : request with { Attributions = change(request.Attributions!) });
    }

    private static AnalysisRequest Request(ImmutableArray<FakeMethod> methods, Func<EncodedExample, EncodedExample>? seen = null) =>
        Lab.Request(new FakeModel { Seen = seen }, Inputs) with
        {
            Attributions = new ReportAttributions { Methods = [.. methods.Select(method => new AttributionSelection(method, "tests"))] },
        };
}
