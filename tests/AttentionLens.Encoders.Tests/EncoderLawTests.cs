using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Encoders.Tests;

/// <summary>What holds for every architecture of every family.</summary>
public sealed class EncoderLawTests
{
    public static TheoryData<string> Names => EncoderCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task RunAsync_EverythingCaptured_GivesTheSameOutput(string name)
    {
        await using TransformerModel model = EncoderCase.All[name].Load();
        InputBatch batch = TestModel.Batch(model, EncoderCase.All[name].Inputs);

        float[] blind = TestModel.Output(model, batch, RunPlan.OutputOnly);
        float[] seen = TestModel.Output(model, batch, TestModel.Capture("*"));

        Assert.All(blind, value => Assert.True(float.IsFinite(value)));
        TestModel.AssertClose(blind, seen, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task RunAsync_EverythingCaptured_HasTheAxesOfTheCatalog(string name)
    {
        await using TransformerModel model = EncoderCase.All[name].Load();
        InputBatch batch = TestModel.Batch(model, EncoderCase.All[name].Inputs);

        using ModelRun run = TestModel.Run(model, batch, TestModel.Capture("*"));

        foreach (HookPoint hook in model.Hooks)
        {
            LensTensor value = run.Captured(hook.Name);
            Assert.Equal(hook.Spec.Axes.Length, value.Shape.Length);
            for (int axis = 0; axis < value.Shape.Length; axis++)
            {
                int? expected = hook.Spec.Axes[axis] switch
                {
                    Axis.Batch => batch.Size,
                    Axis.Position or Axis.Query or Axis.Key => batch.Length,
                    Axis.Head => model.Card.Heads,
                    Axis.HeadWidth => model.Card.HeadWidth,
                    Axis.Width => model.Card.Width,
                    Axis.MlpWidth => model.Card.MlpWidth,
                    Axis.Patch => batch.Examples[0].Patches!.Rows * batch.Examples[0].Patches!.Columns,
                    Axis.Channel => batch.Examples[0].Pixels!.Channels,
                    Axis.PixelRow => batch.Examples[0].Pixels!.Height,
                    Axis.PixelColumn => batch.Examples[0].Pixels!.Width,
                    _ => null,
                };
                Assert.Equal(expected ?? value.Shape[axis], value.Shape[axis]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task RunAsync_Batch_EqualsItsExamplesAlone(string name)
    {
        await using TransformerModel model = EncoderCase.All[name].Load();
        IReadOnlyList<LensInput> inputs = EncoderCase.All[name].Inputs;
        float[] together = TestModel.Output(model, TestModel.Batch(model, inputs), RunPlan.OutputOnly);
        for (int index = 0; index < inputs.Count; index++)
        {
            InputBatch single = TestModel.Batch(model, [inputs[index]]);

            float[] alone = TestModel.Output(model, single, RunPlan.OutputOnly);

            TestModel.AssertClose(together.AsSpan(index * (together.Length / inputs.Count), alone.Length), alone, 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task RunAsync_ResumedFromEachStage_GivesTheSameBits(string name)
    {
        await using TransformerModel model = EncoderCase.All[name].Load();
        InputBatch batch = TestModel.Batch(model, EncoderCase.All[name].Inputs);
        int[] stages = [.. Enumerable.Range(0, model.Stages.Length - 1)];
        using ModelRun whole = TestModel.Run(model, batch, new RunPlan { KeepStates = [.. stages] });
        foreach (int stage in stages)
        {
            using ModelState state = whole.StateAfter(stage);

            Assert.Equal(whole.Output.Values.ToArray(), TestModel.Output(model, batch, RunPlan.OutputOnly, state));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task LoadAsync_WhatWasWritten_GivesTheSameBits(string name)
    {
        EncoderCase one = EncoderCase.All[name];
        await using TransformerModel model = one.Load();
        using TestFolder folder = new(one.Config);
        TrainedModelWriter.WriteWeights(model, folder.Path, CheckpointElementType.F32);

        await using TransformerModel loaded = await TestModel.LoadAsync(one.Adapter, folder.Path);

        InputBatch batch = TestModel.Batch(model, one.Inputs);
        Assert.Equal(TestModel.Output(model, batch, RunPlan.OutputOnly), TestModel.Output(loaded, batch, RunPlan.OutputOnly));
        Assert.Equal(model.Card.ParameterCount, loaded.Card.ParameterCount);
        Assert.Empty(loaded.Card.Caveats);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Match_Configuration_IsYes(string name)
    {
        using TestFolder folder = new(EncoderCase.All[name].Config);

        Assert.Equal(ModelMatch.Yes, EncoderCase.All[name].Adapter.Match(folder.Open()));
    }
}
