using AttentionLens.Attribution;
using AttentionLens.Engine;

namespace AttentionLens.Tests;

public sealed class PatchingTests
{
    [Theory]
    [InlineData("gpt2")]
    [InlineData("llama")]
    public async Task ActivationPatching_EndOfCausalModel_BringsAllBackWhereTheAnswerIsRead(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);

        AttributionResult result = await RunAsync(seeded, new ActivationPatchingMethod(), seeded.Batch(), "blocks.1.resid_post");

        Assert.Equal([0, 0, 0, 0, 0, 1], result.Scores.Row(0).ToArray(), (left, right) => Math.Abs(left - right) < 1e-5);
        Assert.Equal([0, 0, 1, 0, 0, 0], result.Scores.Row(1).ToArray(), (left, right) => Math.Abs(left - right) < 1e-5);
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("gpt2")]
    [InlineData("vit")]
    public async Task ActivationPatching_OnePosition_IsWhatTheModelSaysWithIt(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);
        InputBatch batch = new([seeded.Batch().Examples[0]]);
        HookName hook = HookName.Parse("blocks.0.resid_post");
        int target = (await RunAsync(seeded, new ActivationPatchingMethod(), batch, hook.Value)).Targets[0].Class!.Value;
        LogitObjective objective = new(target);
        using ModelRun clean = await seeded.Model.RunAsync(batch, new RunPlan { Objective = objective, Capture = [HookSelector.Of(hook)] });
        ZeroAblation absent = new(HookSelector.Parse("embed"));
        using ModelRun corrupt = await seeded.Model.RunAsync(batch, new RunPlan { Objective = objective, Interventions = [absent] });
        int width = clean.Captured(hook).Shape[2];
        float[] row = clean.Captured(hook).Values.Slice(width, width).ToArray();
        CustomEdit patch = new(HookSelector.Of(hook), (in EditContext context) => row.CopyTo(FlatSpan.Of(context.Value)[width..]));
        using ModelRun patched = await seeded.Model.RunAsync(batch, new RunPlan { Objective = objective, Interventions = [absent, patch] });

        AttributionResult result = await RunAsync(seeded, new ActivationPatchingMethod(), batch, hook.Value);

        double expected = (patched.ObjectiveValues[0] - corrupt.ObjectiveValues[0]) / (clean.ObjectiveValues[0] - corrupt.ObjectiveValues[0]);
        Assert.Equal(expected, result.Extras[hook.Value].Row(0)[1], 1e-4);
    }

    [Theory]
    [InlineData("gpt2")]
    [InlineData("llama")]
    [InlineData("vit")]
    public async Task AttributionPatching_WhereTheRestIsLinear_IsActivationPatching(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);

        AttributionResult first = await RunAsync(seeded, new AttributionPatchingMethod(), seeded.Batch(), "ln_final");

        AttributionResult exact = await RunAsync(seeded, new ActivationPatchingMethod(), seeded.Batch(), "ln_final");
        Assert.Contains(exact.Extras["ln_final"].Values, score => Math.Abs(score - 1) < 1e-4);
        Assert.Equal(exact.Extras["ln_final"].Values.AsSpan().ToArray(), first.Extras["ln_final"].Values.AsSpan().ToArray(), (left, right) => Math.Abs(left - right) < 1e-4);
    }

    [Theory]
    [InlineData("t5")]
    [InlineData("bart")]
    [InlineData("vit")]
    public async Task Patching_NoHookNamed_ScoresEveryBlockOfTheInput(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);
        string prefix = family == "vit" ? string.Empty : "encoder.";

        foreach (AttributionMethod method in (AttributionMethod[])[new ActivationPatchingMethod(), new AttributionPatchingMethod()])
        {
            AttributionResult result = await RunAsync(seeded, method, seeded.Batch(), string.Empty);

            Assert.Equal([$"{prefix}blocks.0.resid_post", $"{prefix}blocks.1.resid_post"], result.Extras.Keys);
            Assert.Equal(family == "vit" ? 9 : 6, result.Scores.Shape[1]);
        }
    }

    [Fact]
    public async Task Patching_HookOfTheDecoder_SaysWhatWould()
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("t5");

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(
            () => RunAsync(seeded, new ActivationPatchingMethod(), seeded.Batch(), "decoder.blocks.0.resid_post"));

        Assert.Contains("the stack that reads the input", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gain_ObjectiveThatDoesNotMove_SaysWhatWould()
    {
        LensInputException error = Assert.Throws<LensInputException>(() => PatchSource.Gain(3, 1.5, 1.5));

        Assert.Contains("example 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("another baseline", error.Message, StringComparison.Ordinal);
    }

    private static async Task<AttributionResult> RunAsync(Attribution.Tests.SeededModel seeded, AttributionMethod method, InputBatch batch, string hook) =>
        await AttributionRunner.AttributeAsync(new AttributionRequest
        {
            Model = seeded.Model,
            Batch = batch,
            Method = method,
            Options = [KeyValuePair.Create("hook", hook)],
        });
}
