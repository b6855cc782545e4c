using AttentionLens.Bert.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Bert.Tests.Runs;

/// <summary>A run goes on from the state after any stage as if it had never stopped.</summary>
public sealed class ResumeTests : BertTest
{
    private static readonly RunPlan KeepAll = new() { KeepStates = [0, 1, 2] };

    public static TheoryData<string> Architectures => SmallBert.All;

    [Theory]
    [MemberData(nameof(Architectures))]
    public void RunAsync_FromEveryStage_GivesTheSameBits(string architecture)
    {
        TransformerModel model = Load(architecture);
        InputBatch batch = SmallBert.Batch(model);
        using ModelRun whole = SmallBert.Run(model, batch, KeepAll);
        for (int stage = 0; stage < model.Stages.Length - 1; stage++)
        {
            using ModelState state = whole.StateAfter(stage);

            Assert.Equal(stage, state.Stage);
            Assert.Equal(whole.Output.Values.ToArray(), SmallBert.Logits(model, batch, RunPlan.OutputOnly, state));
        }
    }

    [Fact]
    public void RunAsync_ResumedWithEditsReadersAndGradients_GivesTheSameBits()
    {
        TransformerModel model = Load("BertForTokenClassification");
        InputBatch batch = SmallBert.Batch(model);
        RunPlan plan = SmallBert.Capture("blocks.1.*") with
        {
            Interventions = [new HeadScale(HookSelector.Parse("blocks.1.attn.z"), [0, 1, 0.5f])],
            Backward = new BackwardPlan { Capture = SmallBert.Selectors("blocks.1.*") },
        };

        using ModelRun whole = SmallBert.Run(model, batch, plan with { KeepStates = [1] });
        using ModelState state = whole.StateAfter(1);
        using ModelRun resumed = SmallBert.Run(model, batch, plan, state);

        Assert.Equal(whole.Output.Values.ToArray(), resumed.Output.Values.ToArray());
        Assert.Equal(whole.ObjectiveValues.ToArray(), resumed.ObjectiveValues.ToArray());
        foreach (HookPoint hook in model.Hooks.Where(hook => hook.Layer == 1))
        {
            Assert.Equal(whole.Captured(hook.Name).Values.ToArray(), resumed.Captured(hook.Name).Values.ToArray());
            Assert.Equal(whole.Gradient(hook.Name).Values.ToArray(), resumed.Gradient(hook.Name).Values.ToArray());
        }
    }

    [Fact]
    public void StateAfter_RunDisposed_StaysUsable()
    {
        TransformerModel model = Load("BertForMaskedLM");
        InputBatch batch = SmallBert.Batch(model);
        ModelRun whole = SmallBert.Run(model, batch, KeepAll);
        float[] logits = whole.Output.Values.ToArray();
        using ModelState state = whole.StateAfter(1);
        whole.Dispose();

        Assert.Equal(logits, SmallBert.Logits(model, batch, RunPlan.OutputOnly, state));
    }

    [Fact]
    public void RunAsync_StateOfAnotherBatch_IsRefused()
    {
        TransformerModel model = Load("BertForMaskedLM");
        using ModelRun run = SmallBert.Run(model, SmallBert.Batch(model), KeepAll);
        using ModelState state = run.StateAfter(0);

        AssertRefused(() => SmallBert.Run(model, SmallBert.Batch(model, [SmallBert.Inputs[0]]), RunPlan.OutputOnly, state), "3 examples", "1 of 6");
        AssertRefused(
            () => SmallBert.Run(model, SmallBert.Batch(model, [SmallBert.Inputs[1], SmallBert.Inputs[1], SmallBert.Inputs[1]]), RunPlan.OutputOnly, state),
            "6 positions", "3 of 4");
    }

    [Fact]
    public void RunAsync_StateOfAnotherModel_IsRefused()
    {
        TransformerModel model = Load("BertForMaskedLM");
        TransformerModel other = Load("BertForMaskedLM");
        InputBatch batch = SmallBert.Batch(model);
        using ModelRun run = SmallBert.Run(model, batch, KeepAll);
        using ModelState state = run.StateAfter(0);

        AssertRefused(() => SmallBert.Run(other, batch, RunPlan.OutputOnly, state), "another model");
    }

    [Fact]
    public void RunAsync_StateAfterTheLastStage_IsRefused()
    {
        TransformerModel model = Load("BertForMaskedLM");
        InputBatch batch = SmallBert.Batch(model);
        using ModelRun run = SmallBert.Run(model, batch, new RunPlan { KeepStates = [3] });
        using ModelState state = run.StateAfter(3);

        AssertRefused(() => SmallBert.Run(model, batch, RunPlan.OutputOnly, state), "head", "nothing is left");
    }

    [Fact]
    public void RunAsync_PlanNamesWhatLiesBefore_IsRefused()
    {
        TransformerModel model = Load("BertForMaskedLM");
        InputBatch batch = SmallBert.Batch(model);
        using ModelRun run = SmallBert.Run(model, batch, KeepAll);
        using ModelState state = run.StateAfter(1);

        foreach (RunPlan plan in (RunPlan[])[
            SmallBert.Capture("*.resid_pre"),
            new RunPlan { Interventions = [new ZeroAblation(HookSelector.Parse("blocks.0.resid_pre"))] },
            new RunPlan { Backward = new BackwardPlan { Capture = SmallBert.Selectors("blocks.0.resid_pre") } }])
        {
            AssertRefused(() => SmallBert.Run(model, batch, plan, state), "blocks.0.resid_pre", "blocks.1");
        }

        AssertRefused(() => SmallBert.Run(model, batch, SmallBert.Capture("blocks.0.resid_post"), state), "blocks.0.resid_post", "blocks.1");
        SmallBert.Run(model, batch, SmallBert.Capture("blocks.1.resid_pre"), state).Dispose();
        AssertRefused(() => SmallBert.Run(model, batch, new RunPlan { KeepStates = [1] }, state), "stage 1", "2 ('blocks.1')");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void RunAsync_KeepsAStageThatIsNotThere_IsRefused(int stage)
    {
        TransformerModel model = Load("BertForMaskedLM");

        AssertRefused(() => SmallBert.Run(model, SmallBert.Batch(model), new RunPlan { KeepStates = [stage] }), $"stage {stage}", "0 ('embed')", "3 ('head')");
    }

    [Fact]
    public void StateAfter_NotKept_IsRefused()
    {
        TransformerModel model = Load("BertForMaskedLM");
        using ModelRun run = SmallBert.Run(model, SmallBert.Batch(model), RunPlan.OutputOnly);

        AssertRefused(() => run.StateAfter(1), "stage 1", "KeepStates");
    }
}
