namespace AttentionLens.Engine.Tests;

public sealed class AnalysisEnginePlanTests
{
    [Fact]
    public async Task RunAsync_SeveralAnalyzers_ShareOnePassForEachBatch()
    {
        FakeModel model = new();
        FakeAnalyzer hooks = Lab.Analyzer("a", context => context.RegisterHookAction((in _, _) => { }, Lab.Patterns));
        FakeAnalyzer examples = Lab.Analyzer("b", context => context.RegisterExampleAction(_ => { }, Lab.Capture("blocks.1.resid_post")));
        FakeAnalyzer statistics = Lab.Analyzer("c", context => context.RegisterDataset(
            () => new IdSum(), dataset => dataset.OnHook((in _, state) => state.Add(1), Lab.Patterns)));

        await Lab.RunAsync(model, Lab.Inputs(1, 2, 3, 4, 5), hooks, examples, statistics);

        Assert.Equal(3, model.Plans.Count);
        Assert.All(model.Plans, plan => Assert.Single(plan.Subscriptions));
    }

    [Fact]
    public async Task RunAsync_SelectorsOfTwoAnalyzers_MaterialisesTheirUnionAndNothingElse()
    {
        FakeModel model = new();
        FakeAnalyzer one = Lab.Analyzer("a", context =>
            context.RegisterHookAction((in _, _) => { }, HookSelector.Parse("blocks.0.attn.pattern")));
        FakeAnalyzer two = Lab.Analyzer("b", context => context.RegisterExampleAction(_ => { }, Lab.Capture("blocks.1.resid_post")));

        await Lab.RunAsync(model, Lab.Inputs(1), one, two);

        Assert.Equal(["blocks.0.attn.pattern", "blocks.1.resid_post"], model.Materialised);
    }

    [Fact]
    public async Task RunAsync_OverlappingSelectors_CallsEachActionOnceAtEachSite()
    {
        FakeModel model = new();
        List<string> sites = [];
        FakeAnalyzer analyzer = Lab.Analyzer("a", context =>
        {
            context.RegisterHookAction((in hook, _) => sites.Add(hook.Hook.Name.Value), Lab.Patterns);
            context.RegisterHookAction((in hook, _) => sites.Add("again " + hook.Hook.Name), HookSelector.Of(Lab.Pattern0));
        });

        await Lab.RunAsync(model, Lab.Inputs(1), analyzer);

        Assert.Equal(["blocks.0.attn.pattern", "again blocks.0.attn.pattern", "blocks.1.attn.pattern"], sites);
    }

    [Fact]
    public async Task RunAsync_NobodyAsks_RunsForPredictionsOfShownExamplesAlone()
    {
        FakeModel model = new();
        AnalysisRequest request = Lab.Request(model, Lab.Inputs(1, 2, 3, 4, 5, 6)) with
        {
            Report = Lab.Settings with { MaxExamplesShown = 2 },
        };

        AnalysisReport report = await AnalysisEngine.RunAsync(request);

        Assert.Single(model.Plans);
        Assert.Empty(model.Materialised);
        Assert.Equal(6, report.ExampleCount);
        Assert.Equal(2, report.Examples.Length);
    }

    [Fact]
    public async Task RunAsync_EqualPlansWithBackward_ShareOnePassWithUnitedCaptures()
    {
        FakeModel model = new();
        List<double> objectives = [];
        FakeAnalyzer one = Lab.Analyzer("a", context => context.RegisterExampleAction(
            example => objectives.Add(example.ObjectiveValue), Plan("blocks.0.attn.pattern")));
        FakeAnalyzer two = Lab.Analyzer("b", context => context.RegisterExampleAction(_ => { }, Plan("blocks.1.attn.pattern")));
        FakeAnalyzer other = Lab.Analyzer("c", context => context.RegisterExampleAction(
            _ => { }, new RunPlan { Backward = new BackwardPlan { Objective = new LogitObjective(0) } }));
        FakeAnalyzer ablated = Lab.Analyzer("d", context => context.RegisterExampleAction(
            _ => { }, new RunPlan { Interventions = [new HeadScale(Lab.Patterns, [0, 1])] }));
        FakeAnalyzer ablatedToo = Lab.Analyzer("e", context => context.RegisterExampleAction(
            _ => { }, new RunPlan { Interventions = [new HeadScale(Lab.Patterns, [0, 1])] }));

        await Lab.RunAsync(model, Lab.Inputs(7), one, two, other, ablated, ablatedToo);

        Assert.Equal(4, model.Plans.Count);
        Assert.Equal(2, model.Plans[1].Backward!.Capture.Length);
        Assert.Equal(new LogitObjective(0), model.Plans[2].Backward!.Objective);
        Assert.Single(model.Plans[3].Interventions);
        Assert.Equal([7d], objectives);
    }

    [Fact]
    public async Task RunAsync_SelectorMatchesNothing_FailsThatAnalyzerAlone()
    {
        FakeModel model = new();
        FakeAnalyzer wrong = Lab.Analyzer("a", context =>
        {
            context.RegisterHookAction((in _, _) => { }, Lab.Patterns);
            context.RegisterHookAction((in _, _) => { }, HookSelector.Parse("blocks.0.attn.patern"));
        });
        FakeAnalyzer right = Lab.Analyzer("b", context => context.RegisterHookAction(
            (in hook, sink) => sink.Report(Lab.Finding(1)), HookSelector.Of(Lab.Pattern0)));

        AnalysisReport report = await Lab.RunAsync(model, Lab.Inputs(1), wrong, right);

        Finding failure = Assert.Single(Lab.Failures(report));
        Assert.Contains("blocks.0.attn.pattern", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["blocks.0.attn.pattern"], model.Materialised);
        Assert.Equal([true, false], report.Analyzers.Select(record => record.IsPartial));
        Assert.Equal([0, 1], report.Analyzers.Select(record => record.Sites));
    }

    [Fact]
    public async Task RunAsync_PlanWithReaders_FailsThatAnalyzer()
    {
        FakeAnalyzer analyzer = Lab.Analyzer("a", context => context.RegisterExampleAction(
            _ => { }, new RunPlan { Subscriptions = [new HookSubscription(Lab.Patterns, (in _) => { })] }));

        AnalysisReport report = await Lab.RunAsync(new FakeModel(), Lab.Inputs(1), analyzer);

        Assert.Contains("RegisterHookAction", Assert.Single(Lab.Failures(report)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ExampleValues_HaveNoPaddingAndNoBatch()
    {
        List<string> seen = [];
        FakeAnalyzer analyzer = Lab.Analyzer("a", context => context.RegisterExampleAction(
            example =>
            {
                var value = example.Value(Lab.Pattern0);
                var gradient = example.Gradient(Lab.Pattern0);
                seen.Add(FormattableString.Invariant(
                    $"{value.Lengths.Length}:{value.Lengths[1]}x{value.Lengths[2]} {value[1, 0, 0]} {gradient[1, 0, 0]} {example.Output[0]}"));
            },
            Plan("blocks.0.attn.pattern") with { Capture = [HookSelector.Of(Lab.Pattern0)] }));

        await Lab.RunAsync(new FakeModel(), Lab.Inputs(5, 6), analyzer);

        Assert.Equal(["3:2x2 0.15 -0.15 5", "3:3x3 0.16 -0.16 6"], seen);
    }

    [Fact]
    public async Task RunAsync_ValueCapturedForAnotherAnalyzer_IsRefused()
    {
        FakeAnalyzer one = Lab.Analyzer("a", context => context.RegisterExampleAction(_ => { }, Lab.Capture("blocks.1.attn.pattern")));
        FakeAnalyzer two = Lab.Analyzer("b", context => context.RegisterExampleAction(
            example => example.Value(HookName.Parse("blocks.1.attn.pattern")), Lab.Capture("blocks.0.attn.pattern")));

        AnalysisReport report = await Lab.RunAsync(new FakeModel(), Lab.Inputs(1), one, two);

        Finding failure = Assert.Single(Lab.Failures(report));
        Assert.Contains("does not capture 'blocks.1.attn.pattern'; nearest of what it captures: blocks.0.attn.pattern", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ContextKeptAfterTheCall_GivesNothing()
    {
        ExampleContext? kept = null;
        AnalysisSink? sink = null;
        FakeAnalyzer analyzer = Lab.Analyzer("a", context => context.RegisterExampleAction(
            example => (kept, sink) = (example, example.Sink), Lab.Capture("blocks.0.attn.pattern")));

        await Lab.RunAsync(new FakeModel(), Lab.Inputs(1), analyzer);

        Assert.Throws<InvalidOperationException>(() => kept!.Value(Lab.Pattern0)[0, 0, 0]);
        Assert.Throws<InvalidOperationException>(() => sink!.Report(Lab.Finding(1)));
    }

    private static RunPlan Plan(string backwardCapture) => new()
    {
        Backward = new BackwardPlan { Capture = [HookSelector.Parse(backwardCapture)] },
    };
}
