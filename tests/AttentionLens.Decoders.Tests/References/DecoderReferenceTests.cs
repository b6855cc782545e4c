using AttentionLens.Decoders.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Tests;

namespace AttentionLens.Decoders.Tests.References;

/// <summary>Every number of the recorded decoders that a forward and a backward pass give.</summary>
public sealed class DecoderReferenceTests : DecoderTest
{
    public static TheoryData<string, string> Cases => new() { { "gpt2", "a" }, { "gpt2", "b" }, { "llama", "a" }, { "llama", "b" } };

    [ReferenceTheory("reference/llama")]
    [MemberData(nameof(Cases))]
    public void RunAsync_EverythingCaptured_GivesRecordedActivations(string family, string set) =>
        AssertActivations(family, set, [HookSelector.Parse("*")]);

    [ReferenceTheory("reference/llama")]
    [MemberData(nameof(Cases))]
    public void RunAsync_PatternsAndStreamCaptured_GivesRecordedActivations(string family, string set) => AssertActivations(
        family, set, [HookSelector.Of(HookKind.Pattern), HookSelector.Of(HookKind.ResidualPre), HookSelector.Parse("ln_final"), HookSelector.Parse("embed")]);

    [ReferenceTheory("reference/llama")]
    [MemberData(nameof(Cases))]
    public void RunAsync_NothingCaptured_GivesRecordedLogits(string family, string set)
    {
        using ReferenceCase reference = new(family);
        TransformerModel model = Open(reference);

        reference.AssertClose($"{set}.logits", Decoder.Output(model, Decoder.Batch(model, reference.Inputs(set))));
    }

    [ReferenceTheory("reference/llama")]
    [MemberData(nameof(Cases))]
    public void RunAsync_LogitObjective_GivesRecordedGradients(string family, string set)
    {
        using ReferenceCase reference = new(family);
        TransformerModel model = Open(reference);
        RunPlan plan = new() { Backward = new BackwardPlan { Objective = new LogitObjective(), Capture = [HookSelector.Parse("*")] } };

        using ModelRun run = Decoder.Run(model, Decoder.Batch(model, reference.Inputs(set)), plan);

        reference.AssertClose($"{set}.target_logit", [.. run.ObjectiveValues.Select(value => (float)value)]);
        reference.AssertClose($"{set}.grad.input", run.Gradient(HookName.Parse("embed")).Values);
        for (int layer = 0; layer < model.Card.Layers; layer++)
        {
            reference.AssertClose($"{set}.grad.hidden_states.{layer}", run.Gradient(HookName.Parse($"blocks.{layer}.resid_pre")).Values);
            reference.AssertClose($"{set}.grad.attentions.{layer}", run.Gradient(HookName.Parse($"blocks.{layer}.attn.pattern")).Values);
        }

        reference.AssertClose($"{set}.grad.hidden_states.{model.Card.Layers}", run.Gradient(HookName.Parse("ln_final")).Values);
    }

    [ReferenceTheory("reference/llama")]
    [MemberData(nameof(Cases))]
    public void RunAsync_LossObjective_GivesRecordedLoss(string family, string set)
    {
        using ReferenceCase reference = new(family);
        TransformerModel model = Open(reference);
        RunPlan plan = new() { Backward = new BackwardPlan { Objective = new LossObjective() } };

        using ModelRun run = Decoder.Run(model, Decoder.Batch(model, reference.Inputs(set)), plan);

        reference.AssertClose($"{set}.loss", [(float)run.ObjectiveValues.Sum()]);
    }

    [ReferenceTheory("reference/llama")]
    [InlineData("gpt2")]
    [InlineData("llama")]
    public void RunAsync_LeftPadding_GivesRecordedLogits(string family)
    {
        using ReferenceCase reference = new(family);
        TransformerModel model = Open(reference);
        LensInput[] inputs = [.. reference.Inputs("b").Select(ToLeft)];
        InputBatch batch = Decoder.Batch(model, inputs);

        float[] logits = Decoder.Output(model, batch);

        int vocabulary = model.Card.VocabularySize;
        reference.AssertClose("leftpad.logits_real_rows", [.. batch.Examples.SelectMany((example, index) =>
            logits.AsSpan(((index * batch.Length) + example.Start) * vocabulary, example.Length * vocabulary).ToArray())]);
    }

    [ReferenceTheory("reference/llama")]
    [MemberData(nameof(Cases))]
    public void RunAsync_EachHeadRemoved_GivesRecordedTargetLogits(string family, string set)
    {
        using ReferenceCase reference = new(family);
        TransformerModel model = Open(reference);
        InputBatch batch = Decoder.Batch(model, reference.Inputs(set));
        int sites = model.Card.Layers * model.Card.Heads;
        float[] logits = new float[batch.Size * sites];
        for (int site = 0; site < sites; site++)
        {
            (int layer, int head) = Math.DivRem(site, model.Card.Heads);
            float[] scales = [.. Enumerable.Range(0, model.Card.Heads).Select(index => index == head ? 0f : 1f)];
            using ModelRun run = Decoder.Run(model, batch, new RunPlan
            {
                Interventions = [new HeadScale(HookSelector.Parse($"blocks.{layer}.attn.z"), [.. scales])],
                Backward = new BackwardPlan { Objective = new LogitObjective() },
            });
            for (int example = 0; example < batch.Size; example++)
            {
                logits[(example * sites) + site] = (float)run.ObjectiveValues[example];
            }
        }

        reference.AssertClose($"{set}.ablate_head.self.target_logit", logits);
    }

    private static LensInput ToLeft(LensInput input)
    {
        int padding = input.AttentionMask.Count(seen => !seen);
        return new LensInput
        {
            Ids = [.. input.Ids.TakeLast(padding), .. input.Ids.SkipLast(padding)],
            AttentionMask = [.. input.AttentionMask.TakeLast(padding), .. input.AttentionMask.SkipLast(padding)],
        };
    }

    private void AssertActivations(string family, string set, HookSelector[] captured)
    {
        using ReferenceCase reference = new(family);
        TransformerModel model = Open(reference);

        using ModelRun run = Decoder.Run(model, Decoder.Batch(model, reference.Inputs(set)), new RunPlan { Capture = [.. captured] });

        reference.AssertClose($"{set}.logits", run.Output.Values);
        reference.AssertClose($"{set}.input_embeddings", run.Captured(HookName.Parse("embed")).Values);
        for (int layer = 0; layer < model.Card.Layers; layer++)
        {
            reference.AssertClose($"{set}.hidden_states.{layer}", run.Captured(HookName.Parse($"blocks.{layer}.resid_pre")).Values);
            reference.AssertClose($"{set}.attentions.{layer}", run.Captured(HookName.Parse($"blocks.{layer}.attn.pattern")).Values);
        }

        reference.AssertClose($"{set}.hidden_states.{model.Card.Layers}", run.Captured(HookName.Parse("ln_final")).Values);
    }

    private TransformerModel Open(ReferenceCase reference) => Keep(Decoder.Load(reference.Checkpoint));
}
