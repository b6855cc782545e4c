using AttentionLens.EncoderDecoders.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.EncoderDecoders.Tests.Runs;

/// <summary>A run goes on from the state after any stage, of either stack, as if it had never stopped.</summary>
public sealed class ResumeTests
{
    public static TheoryData<string> Variants => SmallModel.All;

    [Fact]
    public async Task Stages_OfTwoStacks_StandInOrder()
    {
        await using TransformerModel bart = SmallModel.Load("bart");
        await using TransformerModel t5 = SmallModel.Load("t5");

        Assert.Equal(
            ["encoder.embed", "encoder.blocks.0", "encoder.blocks.1", "decoder.embed", "decoder.blocks.0", "head"],
            bart.Stages.Select(stage => stage.Name));
        Assert.Equal(
            ["encoder.embed", "encoder.blocks.0", "encoder.blocks.1", "encoder.ln_final", "decoder.embed", "decoder.blocks.0", "head"],
            t5.Stages.Select(stage => stage.Name));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task RunAsync_FromEveryStage_GivesTheSameBits(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        InputBatch batch = SmallModel.Batch(model);
        int last = model.Stages.Length - 1;
        using ModelRun whole = SmallModel.Run(model, batch, new RunPlan { KeepStates = [.. Enumerable.Range(0, last)] });
        for (int stage = 0; stage < last; stage++)
        {
            using ModelState state = whole.StateAfter(stage);

            Assert.Equal(whole.Output.Values.ToArray(), SmallModel.Output(model, batch, null, state));
        }
    }

    [Theory]
    [InlineData("bart")]
    [InlineData("marian")]
    [InlineData("t5")]
    public async Task RunAsync_ResumedWithReadersAndGradients_GivesTheSameBits(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        InputBatch batch = SmallModel.Batch(model);
        RunPlan plan = SmallModel.Capture("decoder.*") with
        {
            Backward = new BackwardPlan { Objective = new LossObjective(), Capture = [HookSelector.Parse("decoder.*")] },
        };
        int border = model.Stages.Single(stage => stage.Name == "decoder.embed").Index - 1;

        using ModelRun whole = SmallModel.Run(model, batch, plan with { KeepStates = [border] });
        using ModelState state = whole.StateAfter(border);
        using ModelRun resumed = SmallModel.Run(model, batch, plan, state);

        Assert.Equal(whole.ObjectiveValues.ToArray(), resumed.ObjectiveValues.ToArray());
        foreach (HookPoint hook in model.Hooks.Resolve(HookSelector.Parse("decoder.*"), HookCapabilities.Read))
        {
            Assert.Equal(whole.Captured(hook.Name).Values.ToArray(), resumed.Captured(hook.Name).Values.ToArray());
            Assert.Equal(whole.Gradient(hook.Name).Values.ToArray(), resumed.Gradient(hook.Name).Values.ToArray());
        }
    }

    [Fact]
    public async Task RunAsync_ResumedWithOtherLengths_IsRefused()
    {
        await using TransformerModel model = SmallModel.Load("t5");
        InputBatch batch = Family.Batch(model, SmallModel.Inputs[0]);
        InputBatch otherEncoder = Family.Batch(model, SmallModel.Inputs[0] with { Ids = [5, 9] });
        InputBatch otherDecoder = Family.Batch(model, SmallModel.Inputs[0] with { DecoderIds = [2, 7], Labels = default });
        int first = model.Stages.Single(stage => stage.Name == "decoder.embed").Index;
        using ModelRun whole = SmallModel.Run(model, batch, new RunPlan { KeepStates = [first] });
        using ModelState state = whole.StateAfter(first);

        SmallModel.AssertRefused(() => SmallModel.Run(model, otherEncoder, RunPlan.OutputOnly, state), "7 positions", "of 2");
        SmallModel.AssertRefused(() => SmallModel.Run(model, otherDecoder, RunPlan.OutputOnly, state), "3 positions", "of 2");
    }

    [Fact]
    public async Task RunAsync_HookOfTheEncoderAskedForInTheDecoder_IsRefused()
    {
        await using TransformerModel model = SmallModel.Load("bart");
        InputBatch batch = SmallModel.Batch(model);
        using ModelRun whole = SmallModel.Run(model, batch, new RunPlan { KeepStates = [3] });
        using ModelState state = whole.StateAfter(3);

        SmallModel.AssertRefused(
            () => SmallModel.Run(model, batch, SmallModel.Capture("encoder.blocks.1.resid_post"), state), "encoder.blocks.1.resid_post", "decoder.blocks.0");
    }
}
