using System.Text.Json;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Tests;
using AttentionLens.Vit;

namespace AttentionLens.Encoders.Tests.Vision;

/// <summary>Every number of the recorded ViT that a forward and a backward pass give, and its checkpoint in half precision.</summary>
public sealed class VitReferenceTests
{
    private const string Family = "reference/vit";

    [ReferenceTheory(Family)]
    [InlineData("a", false)]
    [InlineData("b", false)]
    [InlineData("a", true)]
    [InlineData("b", true)]
    public async Task RunAsync_RecordedImages_GivesRecordedActivations(string set, bool everythingCaptured)
    {
        using ReferenceCase reference = new("vit");
        await using LensModel model = await TestModel.LoadAsync(new VitAdapter(), reference.Checkpoint);
        RunPlan plan = everythingCaptured
            ? TestModel.Capture("*")
            : TestModel.Capture("embed", "blocks.*.resid_pre", "blocks.*.resid_post", "*.attn.pattern", "ln_final");

        using ModelRun run = await model.RunAsync(TestModel.Batch(model, Inputs(set)), plan);

        reference.AssertClose($"{set}.logits", run.Output.Values);
        reference.AssertClose($"{set}.input_embeddings", run.Captured(HookName.Parse("embed")).Values);
        reference.AssertClose($"{set}.last_hidden_state", run.Captured(HookName.Parse("ln_final")).Values);
        reference.AssertClose($"{set}.hidden_states.0", run.Captured(HookName.Parse("blocks.0.resid_pre")).Values);
        for (int layer = 0; layer < model.Card.Layers; layer++)
        {
            reference.AssertClose($"{set}.hidden_states.{layer + 1}", run.Captured(HookName.Parse($"blocks.{layer}.resid_post")).Values);
            reference.AssertClose($"{set}.attentions.{layer}", run.Captured(HookName.Parse($"blocks.{layer}.attn.pattern")).Values);
        }
    }

    [ReferenceTheory(Family)]
    [InlineData("a")]
    [InlineData("b")]
    public async Task RunAsync_LogitObjective_GivesRecordedGradients(string set)
    {
        using ReferenceCase reference = new("vit");
        await using LensModel model = await TestModel.LoadAsync(new VitAdapter(), reference.Checkpoint);
        BackwardPlan backward = new()
        {
            Objective = new LogitObjective(),
            Capture = TestModel.Selectors("pixels", "embed", "*.resid_*", "*.attn.pattern"),
        };

        using ModelRun run = await model.RunAsync(TestModel.Batch(model, Inputs(set)), new RunPlan { Backward = backward });

        reference.AssertClose($"{set}.target_logit", [.. run.ObjectiveValues.Select(value => (float)value)]);
        reference.AssertClose($"{set}.pixel.grad", run.Gradient(HookName.Parse("pixels")).Values);
        reference.AssertClose($"{set}.grad.input", run.Gradient(HookName.Parse("embed")).Values);
        reference.AssertClose($"{set}.grad.hidden_states.0", run.Gradient(HookName.Parse("blocks.0.resid_pre")).Values);
        for (int layer = 0; layer < model.Card.Layers; layer++)
        {
            reference.AssertClose($"{set}.grad.hidden_states.{layer + 1}", run.Gradient(HookName.Parse($"blocks.{layer}.resid_post")).Values);
            reference.AssertClose($"{set}.grad.attentions.{layer}", run.Gradient(HookName.Parse($"blocks.{layer}.attn.pattern")).Values);
        }
    }

    [ReferenceTheory(Family)]
    [InlineData("a")]
    [InlineData("b")]
    public async Task RunAsync_LossObjective_GivesRecordedLoss(string set)
    {
        using ReferenceCase reference = new("vit");
        await using LensModel model = await TestModel.LoadAsync(new VitAdapter(), reference.Checkpoint);
        RunPlan plan = new() { Backward = new BackwardPlan { Objective = new LossObjective() } };

        using ModelRun run = await model.RunAsync(TestModel.Batch(model, Inputs(set)), plan);

        reference.AssertClose($"{set}.loss", [(float)run.ObjectiveValues.Sum()]);
    }

    [ReferenceFact("reference/layouts/vit_f16")]
    public async Task LoadAsync_HalfPrecision_GivesItsRecordedLogits()
    {
        using ReferenceCase reference = new("vit");
        string folder = ReferenceData.At("reference/layouts/vit_f16");
        using SafetensorsFile recorded = SafetensorsFile.Open(Path.Combine(folder, "expected_logits.safetensors"));
        float[] expected = new float[recorded.Tensors["b.logits"].Length];
        recorded.Read(recorded.Tensors["b.logits"], expected);
        await using LensModel model = await TestModel.LoadAsync(new VitAdapter(), folder);

        float[] logits = TestModel.Output(model, TestModel.Batch(model, Inputs("b")), RunPlan.OutputOnly);

        Assert.Equal(expected.Length, logits.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], logits[index], reference.Tolerance("b.logits"));
        }
    }

    private static LensInput[] Inputs(string set)
    {
        using SafetensorsFile file = SafetensorsFile.Open(ReferenceData.At($"{Family}/inputs.safetensors"));
        using JsonDocument integers = JsonDocument.Parse(File.ReadAllBytes(ReferenceData.At($"{Family}/inputs.json")));
        CheckpointTensor tensor = file.Tensors[$"{set}.pixel_values"];
        float[] values = new float[tensor.Length];
        file.Read(tensor, values);
        int[] shape = [.. tensor.Shape.Select(extent => (int)extent)];
        int each = shape[1] * shape[2] * shape[3];
        return [.. Enumerable.Range(0, shape[0]).Select(index => new LensInput
        {
            Pixels = new ImagePixels(shape[1], shape[2], shape[3], [.. values.AsSpan(index * each, each)]),
            Label = integers.RootElement.GetProperty($"{set}.labels")[index].GetInt32(),
            Target = integers.RootElement.GetProperty($"{set}.target_id")[index].GetInt32(),
        })];
    }
}
