using System.Globalization;

namespace AttentionLens.Engine.Tests;

public sealed class AnalysisEngineReportTests
{
    [Fact]
    public async Task RunAsync_Findings_AreSortedGravestFirstThenByAddress()
    {
        FakeAnalyzer analyzer = Lab.Analyzer("a", context => context.RegisterModelAction(sink =>
        {
            sink.Report(Lab.Finding("late", new SiteAddress(Lab.Pattern0, 1)));
            sink.Report(Lab.Finding("b", new SiteAddress(Lab.Pattern0, 0)));
            sink.Report(Lab.Finding("a", new SiteAddress(Lab.Pattern0, 0)));
            sink.Report(new Finding(FakeAnalyzer.GraveRule, new SiteAddress(Lab.Pattern0, 7), "x"));
        }));

        AnalysisReport report = await Lab.RunAsync(new FakeModel(), [], analyzer);

        Assert.Equal(["Grave x", "Saw a", "Saw b", "Saw late"], report.Findings.Select(finding => finding.Message));
    }

    [Fact]
    public async Task RunAsync_FindingsFromManyThreads_GiveTheSameBytesEveryTime()
    {
        byte[][] reports = new byte[8][];
        for (int run = 0; run < reports.Length; run++)
        {
            FakeAnalyzer parallel = Lab.Analyzer("a", context => context.RegisterHookAction(
                (in hook, sink) =>
                {
                    HookName name = hook.Hook.Name;
                    Parallel.For(0, 200, head => sink.Report(Lab.Finding(head % 7, new SiteAddress(name, head % 50))));
                },
                Lab.Patterns));
            AnalysisRequest request = Lab.Request(new FakeModel(), Lab.Inputs(1, 2, 3), parallel) with
            {
                Report = Lab.Settings with { MaxFindingsPerRule = 100 },
            };
            reports[run] = ReportBytes.Of(await AnalysisEngine.RunAsync(request));
        }

        Assert.All(reports, bytes => Assert.Equal(reports[0], bytes));
    }

    [Fact]
    public async Task RunAsync_AnyOrderOfAnalyzers_GivesTheSameBytes()
    {
        FakeAnalyzer[] Analyzers() =>
        [
            .. new[] { "b", "a", "c" }.Select(name => Lab.Analyzer(name, context => context.RegisterModelAction(sink =>
            {
                sink.Report(Lab.Finding(name));
                sink.Publish(Lab.Table("same"));
            }))),
        ];

        AnalysisReport forward = await Lab.RunAsync(new FakeModel(), Lab.Inputs(1), [.. Analyzers()]);
        AnalysisReport backward = await Lab.RunAsync(new FakeModel(), Lab.Inputs(1), [.. Analyzers().Reverse()]);

        Assert.Equal(ReportBytes.Of(forward), ReportBytes.Of(backward));
    }

    [Fact]
    public async Task RunAsync_MoreFindingsThanListed_KeepsTheFirstAndCountsTheOthers()
    {
        FakeAnalyzer analyzer = Lab.Analyzer("a", context => context.RegisterExampleAction(
            example => example.Sink.Report(Lab.Finding("x", new SiteAddress(null, Example: example.Example.Index))), Lab.Capture("logits")));
        AnalysisRequest request = Lab.Request(new FakeModel(), Lab.Inputs(1, 2, 3, 4, 5), analyzer) with
        {
            Report = Lab.Settings with { MaxFindingsPerRule = 2 },
        };

        AnalysisReport report = await AnalysisEngine.RunAsync(request);

        Assert.Equal([0L, 1L], report.Findings.Where(finding => finding.Descriptor.Id == "TT0001").Select(finding => finding.Address.Example!.Value));
        Assert.Equal(3, report.Findings.Single(finding => finding.Descriptor.Id == "AL0102").Measures[0].Value);
    }

    [Fact]
    public async Task RunAsync_FiguresBeyondTheLimits_AreCountedAndNotReferredTo()
    {
        FakeAnalyzer analyzer = Lab.Analyzer("a", context => context.RegisterExampleAction(
            example =>
            {
                ArtefactId id = new($"t/{example.Example.Index}");
                example.Sink.Publish(Lab.Table(id.Value, example.Example.Index));
                example.Sink.Report(Lab.Finding("x", new SiteAddress(null, Example: example.Example.Index)) with { Artefacts = [id] });
            },
            Lab.Capture("logits")));
        AnalysisRequest request = Lab.Request(new FakeModel(), Lab.Inputs(1, 2, 3, 4, 5), analyzer) with
        {
            Report = Lab.Settings with { MaxExamplesShown = 3, MaxArtefactsPerAnalyzer = 2 },
        };

        AnalysisReport report = await AnalysisEngine.RunAsync(request);

        Assert.Equal(["t/0", "t/1"], report.Artefacts.Select(artefact => artefact.Id.Value));
        Assert.Equal([1, 1, 0, 0, 0], report.Findings.Where(finding => finding.Descriptor.Id == "TT0001").Select(finding => finding.Artefacts.Length));
        Assert.Equal(3, report.Findings.Single(finding => finding.Descriptor.Id == "AL0103").Measures[0].Value);
        Assert.Equal(3, report.Examples.Length);
    }

    [Fact]
    public async Task RunAsync_SeverityConfigured_ReplacesTheRulesOwn()
    {
        FakeAnalyzer analyzer = Lab.Analyzer("a", context => context.RegisterModelAction(sink => sink.Report(Lab.Finding(1))));
        AnalysisRequest request = Lab.Request(new FakeModel(), [], analyzer) with
        {
            Report = Lab.Settings with { Severities = Lab.Settings.Severities.Add("TT0001", Severity.Error).Add("AL0101", Severity.Note) },
        };

        AnalysisReport report = await AnalysisEngine.RunAsync(request);

        Assert.Equal(Severity.Error, Assert.Single(report.Findings).Severity);
    }

    [Fact]
    public async Task RunAsync_SeverityOfUnknownRule_IsAnErrorWithTheNearest()
    {
        AnalysisRequest request = Lab.Request(new FakeModel(), [], Lab.Analyzer("a", _ => { })) with
        {
            Report = Lab.Settings with { Severities = Lab.Settings.Severities.Add("TT0003", Severity.Error) },
        };

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(() => AnalysisEngine.RunAsync(request));

        Assert.Contains("'TT0003', which no selected analyzer has; nearest: TT0001", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("treshold", "0.2", "nearest: threshold")]
    [InlineData("threshold", "7", "expected a number from 0 to 1")]
    public async Task RunAsync_WrongOption_IsAnErrorOfTheRun(string name, string value, string expected)
    {
        AnalysisRequest request = Lab.Request(new FakeModel(), []) with
        {
            Analyzers = [new AnalyzerSelection(Lab.Analyzer("a", _ => { }), "tests") { Options = [new(name, value)] }],
        };

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(() => AnalysisEngine.RunAsync(request));

        Assert.StartsWith("Analyzer 'a': ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OneAnalyzerTwice_IsAnError()
    {
        LensInputException error = await Assert.ThrowsAsync<LensInputException>(
            () => Lab.RunAsync(new FakeModel(), [], Lab.Analyzer("a", _ => { }), Lab.Analyzer("a", _ => { })));

        Assert.Contains("'a' is selected twice", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task RunAsync_BatchSizeOutOfRange_IsAnError(int size)
    {
        AnalysisRequest request = Lab.Request(new FakeModel(), Lab.Inputs(1)) with { BatchSize = size };

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(() => AnalysisEngine.RunAsync(request));

        Assert.Contains("BatchSize", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Classifier_GivesPredictionsBySoftmax()
    {
        AnalysisReport report = await Lab.RunAsync(new FakeModel(), Lab.Inputs(3, 0));

        Assert.Equal(new ReportPrediction(0, "no", 3, 1 / (1 + Math.Exp(-2))), report.Examples[0].Prediction);
        Assert.Equal(new ReportPrediction(1, "yes", 1, 1 / (1 + Math.Exp(-1))), report.Examples[1].Prediction);
        Assert.Equal("in1", report.Examples[1].Id);
        Assert.Equal([3, 1], report.Examples[0].Tokens.Select(token => token.Id));
    }

    [Fact]
    public async Task RunAsync_CleanRun_RecordsWhatRan()
    {
        FakeAnalyzer analyzer = Lab.Analyzer("a", context => context.RegisterHookAction((in _, _) => { }, Lab.Patterns));

        AnalyzerRecord clean = (await Lab.RunAsync(new FakeModel(), Lab.Inputs(1, 2, 3), analyzer)).Analyzers[0];
        AnalyzerRecord empty = (await Lab.RunAsync(new FakeModel(), [], analyzer)).Analyzers[0];

        Assert.Equal((2, 3L, false), (clean.Sites, clean.Examples, clean.IsPartial));
        Assert.Equal((0, 0L, false), (empty.Sites, empty.Examples, empty.IsPartial));
        Assert.Equal(["TT0001", "TT0002"], clean.Rules.Select(rule => rule.Id));
    }

    [Fact]
    public async Task RunAsync_HostFindings_StandInTheReport()
    {
        AnalysisRequest request = Lab.Request(new FakeModel(), []) with
        {
            Report = Lab.Settings with
            {
                HostFindings = [Lab.Finding("plugin")],
                HostRules = [FakeAnalyzer.Rule],
                Severities = Lab.Settings.Severities.Add("TT0001", Severity.Warning),
                Plugins = [new PluginRecord("z", "1"), new PluginRecord("a", "2")],
            },
        };

        AnalysisReport report = await AnalysisEngine.RunAsync(request);

        Assert.Equal(Severity.Warning, Assert.Single(report.Findings).Severity);
        Assert.Equal(["a", "z"], report.Plugins.Select(plugin => plugin.Name));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public async Task RunAsync_AnyCulture_GivesTheSameBytes(string culture)
    {
        FakeAnalyzer analyzer = Lab.Analyzer("a", context => context.RegisterModelAction(sink => sink.Report(Lab.Finding(1.5))));
        byte[] expected = ReportBytes.Of(await Lab.RunAsync(new FakeModel(), Lab.Inputs(1), analyzer));
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Culture(culture);
            Assert.Equal(expected, ReportBytes.Of(await Lab.RunAsync(new FakeModel(), Lab.Inputs(1), analyzer)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Defaults_OfRequestAndSettings_AreTheDocumentedOnes()
    {
        AnalysisRequest request = Lab.Request(new FakeModel(), []);
        AnalysisRequest fresh = new()
        {
            Model = request.Model,
            Analyzers = [],
            Inputs = request.Inputs,
            Report = new ReportSettings { ToolVersion = "1" },
        };

        Assert.Equal((8, 0L, null), (fresh.BatchSize, fresh.FirstIndex, fresh.InputCount));
        Assert.Equal((32, 1_000, 10_000), (fresh.Report.MaxExamplesShown, fresh.Report.MaxFindingsPerRule, fresh.Report.MaxArtefactsPerAnalyzer));
        Assert.Equal(["AL0101", "AL0102", "AL0103", "AL0201", "AL0202", "AL0203"], EngineFindings.All.Select(rule => rule.Id));
    }

    // The tests run in the invariant mode, in which a culture's name says nothing; its habits are set by hand.
    private static CultureInfo Culture(string name)
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = name.StartsWith("de", StringComparison.Ordinal) ? "," : "٫";
        culture.NumberFormat.NegativeSign = "−";
        return culture;
    }
}
