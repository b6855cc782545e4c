using AttentionLens.Models;
using AttentionLens.Tests;

namespace AttentionLens.Bert.Tests;

/// <summary>Every number of the two recorded BERT models that a forward and a backward pass give.</summary>
public sealed class BertReferenceTests
{
    private static readonly BackwardPlan TargetGradients = new()
    {
        Objective = new LogitObjective(),
        Capture = [HookSelector.Parse("embed"), HookSelector.Parse("*.resid_*"), HookSelector.Parse("*.attn.pattern")],
    };

    [ReferenceTheory("reference/bert_cls")]
    [InlineData("bert_cls", "a", false)]
    [InlineData("bert_cls", "b", false)]
    [InlineData("bert_mlm", "a", false)]
    [InlineData("bert_mlm", "b", false)]
    [InlineData("bert_cls", "a", true)]
    [InlineData("bert_cls", "b", true)]
    [InlineData("bert_mlm", "a", true)]
    [InlineData("bert_mlm", "b", true)]
    public async Task RunAsync_RecordedExamples_GivesRecordedActivations(string family, string set, bool everythingCaptured)
    {
        using ReferenceCase reference = new(family);
        await using LensModel model = await LoadAsync(reference.Checkpoint);
        RunPlan plan = new()
        {
            Capture = everythingCaptured
                ? [HookSelector.Parse("*")]
                : [HookSelector.Of(HookKind.Pattern), HookSelector.Of(HookKind.ResidualPre), HookSelector.Of(HookKind.ResidualPost), HookSelector.Parse("embed")],
        };

        using ModelRun run = await model.RunAsync(Batch(model, reference.Inputs(set)), plan);

        reference.AssertClose($"{set}.logits", run.Output.Values);
        reference.AssertClose($"{set}.input_embeddings", run.Captured(HookName.Parse("embed")).Values);
        reference.AssertClose($"{set}.hidden_states.0", run.Captured(HookName.Parse("blocks.0.resid_pre")).Values);
        for (int layer = 0; layer < model.Card.Layers; layer++)
        {
            reference.AssertClose($"{set}.hidden_states.{layer + 1}", run.Captured(HookName.Parse($"blocks.{layer}.resid_post")).Values);
            reference.AssertClose($"{set}.attentions.{layer}", run.Captured(HookName.Parse($"blocks.{layer}.attn.pattern")).Values);
        }

        if (everythingCaptured && model.Hooks.Any(hook => hook.Kind == HookKind.Pooled))
        {
            reference.AssertClose($"{set}.pooler_output", run.Captured(HookName.Parse("pooled")).Values);
        }
    }

    [ReferenceTheory("reference/bert_cls")]
    [InlineData("bert_cls", "a")]
    [InlineData("bert_cls", "b")]
    [InlineData("bert_mlm", "a")]
    [InlineData("bert_mlm", "b")]
    public async Task RunAsync_LogitObjective_GivesRecordedGradients(string family, string set)
    {
        using ReferenceCase reference = new(family);
        await using LensModel model = await LoadAsync(reference.Checkpoint);

        using ModelRun run = await model.RunAsync(Batch(model, reference.Inputs(set)), new RunPlan { Backward = TargetGradients });

        reference.AssertClose($"{set}.target_logit", [.. run.ObjectiveValues.Select(value => (float)value)]);
        reference.AssertClose($"{set}.grad.input", run.Gradient(HookName.Parse("embed")).Values);
        reference.AssertClose($"{set}.grad.hidden_states.0", run.Gradient(HookName.Parse("blocks.0.resid_pre")).Values);
        for (int layer = 0; layer < model.Card.Layers; layer++)
        {
            reference.AssertClose($"{set}.grad.hidden_states.{layer + 1}", run.Gradient(HookName.Parse($"blocks.{layer}.resid_post")).Values);
            reference.AssertClose($"{set}.grad.attentions.{layer}", run.Gradient(HookName.Parse($"blocks.{layer}.attn.pattern")).Values);
        }
    }

    [ReferenceTheory("reference/bert_cls")]
    [InlineData("bert_cls", "a")]
    [InlineData("bert_cls", "b")]
    [InlineData("bert_mlm", "a")]
    [InlineData("bert_mlm", "b")]
    public async Task RunAsync_LossObjective_GivesRecordedLoss(string family, string set)
    {
        using ReferenceCase reference = new(family);
        await using LensModel model = await LoadAsync(reference.Checkpoint);
        RunPlan plan = new() { Backward = new BackwardPlan { Objective = new LossObjective() } };

        using ModelRun run = await model.RunAsync(Batch(model, reference.Inputs(set)), plan);

        reference.AssertClose($"{set}.loss", [(float)run.ObjectiveValues.Sum()]);
    }

    internal static async Task<TransformerModel> LoadAsync(string folder) =>
        (TransformerModel)await new BertAdapter().LoadAsync(ModelFolder.Open(folder), new ModelLoadOptions());

    internal static InputBatch Batch(LensModel model, IReadOnlyList<LensInput> inputs) =>
        model.Inputs.Collate([.. inputs.Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);
}
