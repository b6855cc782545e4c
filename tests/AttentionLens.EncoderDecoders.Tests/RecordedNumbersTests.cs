using AttentionLens.EncoderDecoders.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Tests;

namespace AttentionLens.EncoderDecoders.Tests;

/// <summary>Every number of the recorded models that a forward and a backward pass give.</summary>
public sealed class RecordedNumbersTests
{
    private static readonly Dictionary<string, string> Attentions = new(StringComparer.Ordinal)
    {
        ["encoder_self_attentions"] = "encoder.blocks.{0}.attn.pattern",
        ["decoder_self_attentions"] = "decoder.blocks.{0}.attn.pattern",
        ["cross_attentions"] = "decoder.blocks.{0}.cross_attn.pattern",
    };

    public static TheoryData<string, string, bool> Sets => new()
    {
        { "bart", "a", false },
        { "bart", "b", false },
        { "t5", "a", false },
        { "t5", "b", false },
        { "bart", "a", true },
        { "bart", "b", true },
        { "t5", "a", true },
        { "t5", "b", true },
    };

    [ReferenceTheory("reference/t5")]
    [MemberData(nameof(Sets))]
    public async Task RunAsync_RecordedExamples_GivesRecordedActivations(string family, string set, bool everythingCaptured)
    {
        using ReferenceCase reference = new(family);
        await using TransformerModel model = await Family.LoadAsync(family, reference.Checkpoint);
        RunPlan plan = new()
        {
            Capture = everythingCaptured
                ? [HookSelector.Parse("*")]
                : [HookSelector.Of(HookKind.Pattern), HookSelector.Of(HookKind.ResidualPre), HookSelector.Of(HookKind.ResidualPost),
                    HookSelector.Of(HookKind.Embedding), .. Norms(model)],
        };

        using ModelRun run = await model.RunAsync(Family.Batch(model, reference.Inputs(set)), plan);

        reference.AssertClose($"{set}.logits", run.Output.Values);
        int compared = Compare(reference, $"{set}.", model, name => run.Captured(name).Values.ToArray());
        Assert.Equal(6 + 6 + 1, compared);
    }

    [ReferenceTheory("reference/t5")]
    [InlineData("bart", "a")]
    [InlineData("bart", "b")]
    [InlineData("t5", "a")]
    [InlineData("t5", "b")]
    public async Task RunAsync_LogitObjective_GivesRecordedGradients(string family, string set)
    {
        using ReferenceCase reference = new(family);
        await using TransformerModel model = await Family.LoadAsync(family, reference.Checkpoint);
        RunPlan plan = new() { Backward = new BackwardPlan { Objective = new LogitObjective(), Capture = [HookSelector.Parse("*")] } };

        using ModelRun run = await model.RunAsync(Family.Batch(model, reference.Inputs(set)), plan);

        reference.AssertClose($"{set}.target_logit", [.. run.ObjectiveValues.Select(value => (float)value)]);
        int compared = Compare(reference, $"{set}.grad.", model, name => run.Gradient(name).Values.ToArray());
        Assert.Equal(5 + 5 + 1, compared);
    }

    [ReferenceTheory("reference/t5")]
    [InlineData("bart", "a")]
    [InlineData("bart", "b")]
    [InlineData("t5", "a")]
    [InlineData("t5", "b")]
    public async Task RunAsync_LossObjective_GivesRecordedLoss(string family, string set)
    {
        using ReferenceCase reference = new(family);
        await using TransformerModel model = await Family.LoadAsync(family, reference.Checkpoint);

        using ModelRun run = await model.RunAsync(
            Family.Batch(model, reference.Inputs(set)), new RunPlan { Backward = new BackwardPlan { Objective = new LossObjective() } });

        reference.AssertClose($"{set}.loss", [(float)run.ObjectiveValues.Sum()]);
    }

    // A stack's first hidden state enters block 0; its last leaves the stack, behind the last normalisation where there is one.
    private static int Compare(ReferenceCase reference, string prefix, TransformerModel model, Func<HookName, float[]> value)
    {
        Dictionary<string, string> hooks = new(StringComparer.Ordinal) { ["input_embeddings"] = "encoder.embed", ["input"] = "encoder.embed" };
        foreach ((string recorded, string hook) in Attentions)
        {
            for (int layer = 0; layer < 2; layer++)
            {
                hooks.Add($"{recorded}.{layer}", hook.Replace("{0}", $"{layer}", StringComparison.Ordinal));
            }
        }

        foreach (string stack in (ReadOnlySpan<string>)["encoder", "decoder"])
        {
            bool isNormalized = model.Hooks.Any(hook => hook.Name.Value == $"{stack}.ln_final");
            hooks.Add($"{stack}.hidden_states.0", $"{stack}.blocks.0.resid_pre");
            hooks.Add($"{stack}.hidden_states.1", $"{stack}.blocks.0.resid_post");
            hooks.Add($"{stack}.hidden_states.2", isNormalized ? $"{stack}.ln_final" : $"{stack}.blocks.1.resid_post");
        }

        int compared = 0;
        foreach ((string recorded, string hook) in hooks)
        {
            if (prefix.EndsWith("grad.", StringComparison.Ordinal) && recorded == "decoder_self_attentions.0")
            {
                // The recording differentiates what depends on the encoder's input alone, which this does not yet: it holds zeros.
                Assert.All(reference.Expected(prefix + recorded), number => Assert.Equal(0, number));
                Assert.Contains(value(HookName.Parse(hook)), number => number != 0);
            }
            else if (reference.Names.Contains(prefix + recorded, StringComparer.Ordinal))
            {
                reference.AssertClose(prefix + recorded, value(HookName.Parse(hook)));
                compared++;
            }
        }

        return compared;
    }

    private static IEnumerable<HookSelector> Norms(LensModel model) =>
        model.Hooks.Any(hook => hook.Kind == HookKind.Norm) ? [HookSelector.Of(HookKind.Norm)] : [];
}
