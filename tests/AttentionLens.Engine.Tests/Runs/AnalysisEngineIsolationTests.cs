namespace AttentionLens.Engine.Tests;

public sealed class AnalysisEngineIsolationTests
{
    public static TheoryData<ThrowAt> Places => [.. Enum.GetValues<ThrowAt>()];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task RunAsync_AnalyzerThrows_CostsItsOwnResultsAlone(ThrowAt place)
    {
        FakeModel model = new();
        FakeAnalyzer good = Good("good");
        AnalysisReport alone = await Lab.RunAsync(new FakeModel(), Lab.Inputs(1, 2, 3), good);

        AnalysisReport report = await Lab.RunAsync(
            model, Lab.Inputs(1, 2, 3), Good("good"), Throwing(place, () => new InvalidTimeZoneException("no zone")));

        Finding failure = Assert.Single(Lab.Failures(report));
        Assert.Contains("Analyzer 'bad' failed", failure.Message, StringComparison.Ordinal);
        Assert.Contains("System.InvalidTimeZoneException: no zone", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Error, failure.Severity);
        Assert.False(failure.IsPartial);
        Assert.True(report.Analyzers.Single(record => record.Name == "bad").IsPartial);
        Assert.False(report.Analyzers.Single(record => record.Name == "good").IsPartial);
        Assert.Equal(
            alone.Findings.Select(finding => finding.Message),
            report.Findings.Where(finding => finding.Message.StartsWith("Saw good", StringComparison.Ordinal)).Select(finding => finding.Message));
        Assert.All(report.Findings.Where(finding => finding.Message == "Saw bad"), finding => Assert.True(finding.IsPartial));
        Assert.Equal(place != ThrowAt.Initialize, report.Findings.Any(finding => finding.Message == "Saw bad"));
        Assert.Equal(0, model.Rents.Rented);
    }

    [Theory]
    [InlineData(ThrowAt.Model, 1, 3)]
    [InlineData(ThrowAt.Hook, 4, 0)]
    [InlineData(ThrowAt.Example, 3, 0)]
    [InlineData(ThrowAt.DatasetHook, 2, 0)]
    [InlineData(ThrowAt.DatasetEnd, 1, 3)]
    public async Task RunAsync_AnalyzerThrowsOften_CountsFailuresAndExamplesSeenToTheEnd(ThrowAt place, int failures, int examples)
    {
        AnalysisReport report = await Lab.RunAsync(
            new FakeModel(), Lab.Inputs(1, 2, 3), Throwing(place, () => new InvalidOperationException("x")));

        Assert.Equal(failures, Assert.Single(Assert.Single(Lab.Failures(report)).Measures).Value);
        Assert.Equal(examples, report.Analyzers[0].Examples);
    }

    [Fact]
    public async Task RunAsync_TwoTypesOfException_GiveTwoFindings()
    {
        int calls = 0;
        FakeAnalyzer analyzer = Lab.Analyzer("bad", context => context.RegisterExampleAction(
            _ => throw (calls++ % 2 == 0 ? new FormatException("a") : new ArithmeticException("b")), Lab.Capture("logits")));

        AnalysisReport report = await Lab.RunAsync(new FakeModel(), Lab.Inputs(1, 2, 3), analyzer);

        Assert.Equal(
            ["Analyzer 'bad' failed 2 times with System.FormatException: a", "Analyzer 'bad' failed once with System.ArithmeticException: b"],
            Lab.Failures(report).Select(finding => finding.Message));
    }

    [Fact]
    public async Task RunAsync_ExampleActionThrowsForOneExample_SeesTheOthers()
    {
        List<long> seen = [];
        FakeAnalyzer analyzer = Lab.Analyzer("bad", context => context.RegisterExampleAction(
            example =>
            {
                if (example.Example.Index == 1)
                {
                    throw new FormatException("a");
                }

                seen.Add(example.Example.Index);
            },
            Lab.Capture("logits")));

        AnalysisReport report = await Lab.RunAsync(new FakeModel(), Lab.Inputs(1, 2, 3), analyzer);

        Assert.Equal([0, 2], seen);
        Assert.Equal(2, report.Analyzers[0].Examples);
        Assert.Equal(new SiteAddress(null, Example: 1), Assert.Single(Lab.Failures(report)).Address);
    }

    [Fact]
    public async Task RunAsync_DatasetActionThrows_LeavesTheWholeBatchOutOfTheStatistics()
    {
        FakeAnalyzer analyzer = Lab.Analyzer("bad", context => context.RegisterDataset(() => new IdSum(), dataset =>
        {
            dataset.OnExample(
                (example, state) => state.Add(example.Example.Index == 1 ? throw new FormatException("a") : example.Example.Index),
                Lab.Capture("logits"));
            dataset.OnEnd((state, sink) => sink.Report(Lab.Finding($"{state.Count} {state.Sum}")));
        }));

        AnalysisReport report = await Lab.RunAsync(new FakeModel(), Lab.Inputs(1, 2, 3, 4, 5), analyzer);

        Assert.Contains(report.Findings, finding => finding.Message == "Saw 3 9" && finding.IsPartial);
    }

    [Fact]
    public async Task RunAsync_AnalyzerFailsAlways_IsNotCalledAfterAThousandFailures()
    {
        FakeModel model = new();
        AnalysisReport report = await Lab.RunAsync(
            model, Lab.Inputs([.. Enumerable.Repeat(1, 2_100)]), Throwing(ThrowAt.Example, () => new FormatException("x")));

        Assert.Equal(1_000, Assert.Single(Assert.Single(Lab.Failures(report)).Measures).Value);
        Assert.Equal(500, model.Materialised.Count(name => name == "logits"));
        Assert.Equal(2_100, report.ExampleCount);
    }

    [Theory]
    [InlineData("Could not find file '/data/some one/more/x.json'.", "Could not find file 'x.json'.")]
    [InlineData("Cannot open /usr/lib/libx.so.2: no such file", "Cannot open libx.so.2: no such file")]
    [InlineData("C:\\data\\me\\x.txt is locked", "x.txt is locked")]
    [InlineData("first\r\n   at Some.Method()\n\u2028end", "first at Some.Method() end")]
    [InlineData("either/or of 3/4", "either/or of 3/4")]
    public async Task RunAsync_ExceptionMessage_IsOneLineWithoutMachinePaths(string message, string expected)
    {
        AnalysisReport report = await Lab.RunAsync(
            new FakeModel(), Lab.Inputs(1), Throwing(ThrowAt.Model, () => new InvalidOperationException(message)));

        Assert.Equal(
            $"Analyzer 'bad' failed once with System.InvalidOperationException: {expected}", Assert.Single(Lab.Failures(report)).Message);
    }

    [Fact]
    public async Task RunAsync_VeryLongExceptionMessage_IsCut()
    {
        AnalysisReport report = await Lab.RunAsync(
            new FakeModel(), Lab.Inputs(1), Throwing(ThrowAt.Model, () => new InvalidOperationException(new string('x', 1_000_000))));

        Assert.InRange(Assert.Single(Lab.Failures(report)).Message.Length, 500, 600);
    }

    [Fact]
    public async Task RunAsync_MessagePropertyThrows_IsStillAFinding()
    {
        AnalysisReport report = await Lab.RunAsync(new FakeModel(), Lab.Inputs(1), Throwing(ThrowAt.Model, () => new MuteException()));

        Assert.Contains(nameof(MuteException), Assert.Single(Lab.Failures(report)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_AggregateException_NamesTheFirstCauseInTextOrder()
    {
        AnalysisReport report = await Lab.RunAsync(new FakeModel(), Lab.Inputs(1), Throwing(
            ThrowAt.Model, () => new AggregateException(new InvalidOperationException("b"), new InvalidOperationException("a"))));

        Assert.EndsWith("InvalidOperationException: a", Assert.Single(Lab.Failures(report)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_CancellationOfAnotherToken_IsAFailure()
    {
        AnalysisReport report = await Lab.RunAsync(
            new FakeModel(), Lab.Inputs(1), Throwing(ThrowAt.Hook, () => new OperationCanceledException("my own")));

        Assert.Contains("OperationCanceledException: my own", Assert.Single(Lab.Failures(report)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_RuleNotListed_IsAFailure()
    {
        FindingDescriptor stranger = FakeAnalyzer.Rule with { Id = "TT9999" };
        FakeAnalyzer analyzer = Lab.Analyzer("bad", context => context.RegisterModelAction(sink => sink.Report(new Finding(stranger, default, 1))));

        AnalysisReport report = await Lab.RunAsync(new FakeModel(), [], analyzer);

        Assert.Contains("'TT9999' is not among the rules", Assert.Single(report.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ArtefactIdTaken_IsAFailureOfTheSecond()
    {
        FakeAnalyzer one = Lab.Analyzer("a", context => context.RegisterModelAction(sink => sink.Publish(Lab.Table("t"))));
        FakeAnalyzer two = Lab.Analyzer("b", context => context.RegisterModelAction(sink => sink.Publish(Lab.Table("t"))));

        AnalysisReport report = await Lab.RunAsync(new FakeModel(), [], two, one);

        Assert.Contains("Analyzer 'b' failed once", Assert.Single(report.Findings).Message, StringComparison.Ordinal);
        Assert.Single(report.Artefacts);
    }

    [Fact]
    public async Task RunAsync_FigureThatDoesNotFitTogether_IsAFailure()
    {
        MatrixFigure figure = new(
            new ArtefactId("m"), "M", new AxisLabels("r", ["a"]), new AxisLabels("c", ["b"]), [1, 2], ColorScale.Probability);
        FakeAnalyzer analyzer = Lab.Analyzer("bad", context => context.RegisterModelAction(sink => sink.Publish(figure)));

        AnalysisReport report = await Lab.RunAsync(new FakeModel(), [], analyzer);

        Assert.Contains("artefact 'm' has 2 values; expected 1, 1 rows times 1 columns", Assert.Single(report.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ClassifierKnowsTheException_ReportsItsRule()
    {
        FindingDescriptor native = new("AL0310", "Native", "{0}|{1}", "Plugins", Severity.Error, FindingScope.Run);
        AnalysisRequest request = Lab.Request(
            new FakeModel(), Lab.Inputs(1), Throwing(ThrowAt.Model, () => new DllNotFoundException("libx"))) with
        {
            Report = Lab.Settings with { ClassifyFailure = exception => exception is DllNotFoundException ? native : null },
        };

        AnalysisReport report = await AnalysisEngine.RunAsync(request);

        Assert.Contains(report.Findings, finding => finding.Descriptor == native && finding.Message == "tests|analyzer 'bad' once with System.DllNotFoundException: libx");
    }

    [Fact]
    public async Task RunAsync_ClassifiersRuleTakesOtherArguments_ReportsTheEnginesRule()
    {
        FindingDescriptor odd = new("AL0310", "Odd", "{0} {1} {2}", "Plugins", Severity.Error, FindingScope.Run);
        AnalysisRequest request = Lab.Request(
            new FakeModel(), Lab.Inputs(1), Throwing(ThrowAt.Model, () => new DllNotFoundException("libx"))) with
        {
            Report = Lab.Settings with { ClassifyFailure = _ => odd },
        };

        Assert.Single(Lab.Failures(await AnalysisEngine.RunAsync(request)));
    }

    [Fact]
    public async Task RunAsync_ClassifierThrows_ReportsTheEnginesRule()
    {
        AnalysisRequest request = Lab.Request(
            new FakeModel(), Lab.Inputs(1), Throwing(ThrowAt.Model, () => new DllNotFoundException("libx"))) with
        {
            Report = Lab.Settings with { ClassifyFailure = _ => throw new InvalidOperationException() },
        };

        Assert.Single(Lab.Failures(await AnalysisEngine.RunAsync(request)));
    }

    [Fact]
    public async Task RunAsync_OwnPassFails_IsAFailureOfThoseWhoAskedForIt()
    {
        FakeModel model = new()
        {
            BeforeRun = (_, plan) =>
            {
                if (plan.Backward is not null)
                {
                    throw new LensInputException("no such target");
                }
            },
        };
        FakeAnalyzer backward = Lab.Analyzer("bad", context => context.RegisterExampleAction(
            _ => { }, new RunPlan { Backward = new BackwardPlan() }));

        AnalysisReport report = await Lab.RunAsync(model, Lab.Inputs(1, 2, 3), Good("good"), backward);

        Assert.Equal("Analyzer 'bad' failed 2 times with AttentionLens.LensInputException: no such target", Assert.Single(Lab.Failures(report)).Message);
        Assert.False(report.Analyzers.Single(record => record.Name == "good").IsPartial);
        Assert.Equal(0, model.Rents.Rented);
    }

    [Fact]
    public async Task RunAsync_SharedPassFails_EndsTheRunWithThatError()
    {
        FakeModel model = new() { BeforeRun = (_, _) => throw new LensInputException("too long") };

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(() => Lab.RunAsync(model, Lab.Inputs(1), Good("good")));

        Assert.Equal("too long", error.Message);
    }

    [Fact]
    public async Task RunAsync_AdapterHasABug_EndsTheRunWithOneLine()
    {
        FakeModel model = new() { BeforeRun = (_, _) => throw new InvalidCastException("oops") };

        LensException error = await Assert.ThrowsAsync<LensException>(() => Lab.RunAsync(model, Lab.Inputs(1, 2), Good("good")));

        Assert.Equal("Examples 0 to 1: the model failed to run with System.InvalidCastException: oops", error.Message);
    }

    [Fact]
    public async Task RunAsync_InputThatCannotBeEncoded_EndsTheRunAndNamesTheExample()
    {
        LensInputException error = await Assert.ThrowsAsync<LensInputException>(
            () => Lab.RunAsync(new FakeModel(), Lab.Inputs(1, 2, 99), Good("good")));

        Assert.Equal("Example 2 ('in2'): id 99 is outside the vocabulary; expected ids below 99.", error.Message);
    }

    private static FakeAnalyzer Good(string name) => Lab.Analyzer(name, context =>
    {
        context.RegisterModelAction(sink => sink.Report(Lab.Finding("good model")));
        context.RegisterHookAction((in hook, sink) => sink.Report(Lab.Finding($"good {hook.Hook.Name}")), Lab.Patterns);
        context.RegisterExampleAction(
            example => example.Sink.Report(Lab.Finding($"good {example.Example.Index} {example.Value(Lab.Pattern0)[0, 0, 0]}")),
            Lab.Capture("blocks.0.attn.pattern"));
        context.RegisterDataset(() => new IdSum(), dataset =>
        {
            dataset.OnExample((example, state) => state.Add(example.Output[0]), Lab.Capture("logits"));
            dataset.OnEnd((state, sink) => sink.Report(Lab.Finding($"good sum {state.Sum}")));
        });
    });

    private static FakeAnalyzer Throwing(ThrowAt place, Func<Exception> exception) => Lab.Analyzer("bad", context =>
    {
        void At(ThrowAt here)
        {
            if (place == here)
            {
                throw exception();
            }
        }

        context.RegisterModelAction(sink => sink.Report(Lab.Finding("bad")));
        At(ThrowAt.Initialize);
        context.RegisterModelAction(_ => At(ThrowAt.Model));
        context.RegisterHookAction((in _, _) => At(ThrowAt.Hook), Lab.Patterns);
        context.RegisterExampleAction(_ => At(ThrowAt.Example), Lab.Capture("blocks.0.attn.pattern"));
        context.RegisterExampleAction(_ => At(ThrowAt.GradientExample), new RunPlan { Backward = new BackwardPlan() });
        context.RegisterDataset(
            () =>
            {
                At(ThrowAt.DatasetCreate);
                return new MergeTrap(() => At(ThrowAt.DatasetMerge));
            },
            dataset =>
            {
                dataset.OnHook((in _, _) => At(ThrowAt.DatasetHook), Lab.Patterns);
                dataset.OnExample((_, _) => At(ThrowAt.DatasetExample), Lab.Capture("logits"));
                dataset.OnEnd((_, _) => At(ThrowAt.DatasetEnd));
            });
    });

    private sealed class MuteException : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");
    }
}
