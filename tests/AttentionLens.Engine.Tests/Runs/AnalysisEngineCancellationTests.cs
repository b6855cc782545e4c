namespace AttentionLens.Engine.Tests;

public sealed class AnalysisEngineCancellationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RunAsync_CancelledBeforeABatch_EndsThereAndLeavesNothingRented(int batch)
    {
        using CancellationTokenSource source = new();
        FakeModel model = new();
        int batches = 0;
        model.BeforeRun = (_, plan) =>
        {
            if (plan.Backward is null && batches++ == batch)
            {
                source.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(model, source.Token));

        Assert.Equal(batch + 1, batches);
        Assert.Equal(0, model.Rents.Rented);
        Assert.True(model.Rents.Most > 0 || batch == 0);
    }

    [Theory]
    [InlineData("hook")]
    [InlineData("example")]
    [InlineData("gradient")]
    [InlineData("model")]
    [InlineData("end")]
    public async Task RunAsync_CancelledWithinAnAction_CallsNoFurtherActionAndLeavesNothingRented(string where)
    {
        using CancellationTokenSource source = new();
        FakeModel model = new();
        int after = 0;
        void Step(string here)
        {
            after += source.IsCancellationRequested ? 1 : 0;
            if (here == where)
            {
                source.Cancel();
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(model, source.Token, Step));

        Assert.Equal(0, after);
        Assert.Equal(0, model.Rents.Rented);
    }

    [Fact]
    public async Task RunAsync_AnalyzerThrowsBecauseOfTheCancellation_IsCancelledNotFailed()
    {
        using CancellationTokenSource source = new();
        FakeAnalyzer analyzer = Lab.Analyzer("a", context => context.RegisterHookAction(
            (in hook, _) =>
            {
                source.Cancel();
                throw new AggregateException(new OperationCanceledException(hook.CancellationToken));
            },
            Lab.Patterns));
        FakeModel model = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => AnalysisEngine.RunAsync(Lab.Request(model, Lab.Inputs(1), analyzer), null, source.Token));

        Assert.Equal(0, model.Rents.Rented);
    }

    [Fact]
    public async Task RunAsync_Progress_TellsStagesAndExamplesInOrder()
    {
        List<AnalysisProgress> heard = [];
        AnalysisRequest request = Lab.Request(new FakeModel(), Lab.Inputs(1, 2, 3)) with { InputCount = 3 };

        await AnalysisEngine.RunAsync(request, new Listener(heard));

        Assert.Equal(
            [
                new(AnalysisStage.Model, 0, 3),
                new(AnalysisStage.Examples, 0, 3),
                new(AnalysisStage.Examples, 2, 3),
                new(AnalysisStage.Examples, 3, 3),
                new(AnalysisStage.Summary, 3, 3),
            ],
            heard);
    }

    private static Task<AnalysisReport> RunAsync(FakeModel model, CancellationToken token, Action<string>? step = null)
    {
        Action<string> at = step ?? (_ => { });
        FakeAnalyzer analyzer = Lab.Analyzer("a", context =>
        {
            context.RegisterModelAction(_ => at("model"));
            context.RegisterModelAction(_ => at("model again"));
            context.RegisterHookAction((in _, _) => at("hook"), Lab.Patterns);
            context.RegisterExampleAction(_ => at("example"), Lab.Capture("logits"));
            context.RegisterExampleAction(_ => at("gradient"), new RunPlan { Backward = new BackwardPlan() });
            context.RegisterDataset(() => new IdSum(), dataset => dataset.OnEnd((_, _) => at("end")));
        });
        return AnalysisEngine.RunAsync(Lab.Request(model, Lab.Inputs(1, 2, 3, 4, 5, 6, 7), analyzer), null, token);
    }

    private sealed class Listener(List<AnalysisProgress> heard) : IProgress<AnalysisProgress>
    {
        public void Report(AnalysisProgress value) => heard.Add(value);
    }
}
