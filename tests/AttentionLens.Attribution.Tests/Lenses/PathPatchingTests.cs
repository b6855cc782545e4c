using System.Collections.Immutable;
using AttentionLens.Attribution;
using AttentionLens.Engine;

namespace AttentionLens.Tests;

public sealed class PathPatchingTests
{
    [Fact]
    public async Task PathPatching_TwoSweeps_FillTheBarOnce()
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("gpt2");
        List<double> heard = [];

        await AttributionRunner.AttributeAsync(
            new AttributionRequest
            {
                Model = seeded.Model,
                Batch = seeded.Batch(),
                Method = new PathPatchingMethod(),
                Options = [KeyValuePair.Create("receiver", "blocks.1.attn.q")],
                MaxRows = 3,
            },
            new Heard(heard));

        Assert.Equal(heard.Order(), heard);
        Assert.Contains(heard, fraction => fraction is > 0.1 and < 0.5);
        Assert.Equal(1, heard[^1]);
    }

    private static readonly HookSelector Embed = HookSelector.Parse("embed");

    [Theory]
    [InlineData("gpt2")]
    [InlineData("llama")]
    [InlineData("qwen2")]
    [InlineData("vit")]
    public async Task PathPatching_MlpsFrozen_IsTheDirectEffectThroughTheUnembedding(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);
        InputBatch batch = First(seeded);

        AttributionResult result = await RunAsync(seeded, batch, ("mlps", "frozen"));

        // The last residual stream is a sum, so that one head's part in it can be exchanged by hand.
        int target = result.Targets[0].Class!.Value;
        int position = result.Targets[0].Position ?? 0;
        HookName end = HookName.Parse("blocks.1.resid_post");
        RunPlan plan = new() { Capture = [HookSelector.Parse("blocks.*.attn.result"), HookSelector.Of(end)], Objective = new LogitObjective(target) };
        using ModelRun clean = await seeded.Model.RunAsync(batch, plan);
        using ModelRun corrupt = await seeded.Model.RunAsync(batch, plan with { Interventions = [new ZeroAblation(Embed)] });
        Readout readout = Readout.Read(seeded.Model);
        float[] logits = new float[readout.Classes];
        int heads = seeded.Model.Card.Heads;
        for (int layer = 0; layer < 2; layer++)
        {
            HookName written = HookName.Parse($"blocks.{layer}.attn.result");
            for (int head = 0; head < heads; head++)
            {
                float[] stream = LensRow.Of(clean.Captured(end), 0, position).ToArray();
                int start = head * stream.Length;
                for (int component = 0; component < stream.Length; component++)
                {
                    stream[component] += LensRow.Of(corrupt.Captured(written), 0, position)[start + component] - LensRow.Of(clean.Captured(written), 0, position)[start + component];
                }

                readout.Logits(stream, logits);
                double expected = (logits[target] - corrupt.ObjectiveValues[0]) / (clean.ObjectiveValues[0] - corrupt.ObjectiveValues[0]);
                Assert.Equal(expected, result.Extras["head_shares"].Row(0)[(layer * heads) + head], 1e-4);
            }
        }

        Assert.Contains(result.Extras["head_scores"].Values, score => Math.Abs(score) > 0.01);
    }

    [Theory]
    [InlineData("gpt2")]
    [InlineData("llama")]
    public async Task PathPatching_AnswerAtOnePosition_HearsNoOtherPosition(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);

        AttributionResult result = await RunAsync(seeded, First(seeded));

        Assert.All(result.Scores.Row(0)[..^1].ToArray(), score => Assert.Equal(0, score, 1e-5));
        Assert.True(Math.Abs(result.Scores.Row(0)[^1]) > 0.01);
    }

    [Theory]
    [InlineData("bert", "blocks.1.attn.q", "blocks.0.attn.z", "blocks.1.attn.z")]
    [InlineData("bert mlm", "blocks.1.attn.{k,v}", "blocks.0.attn.z", "blocks.1.attn.z")]
    [InlineData("gpt2", "blocks.1.attn.v", "blocks.0.attn.z", "blocks.1.attn.z")]
    [InlineData("mistral", "blocks.1.resid_pre", "blocks.0.attn.z", "blocks.1.attn.z")]
    [InlineData("vit", "blocks.1.mlp.pre", "blocks.0.attn.z", "blocks.1.attn.z")]
    [InlineData("t5", "decoder.blocks.0.cross_attn.v", "encoder.blocks.1.attn.z", "decoder.blocks.*.attn.z")]
    [InlineData("bart", "decoder.blocks.1.cross_attn.q", "decoder.blocks.0.cross_attn.z", "decoder.blocks.1.{attn,cross_attn}.z")]
    public async Task PathPatching_Receiver_IsWhatFourPlainRunsSay(string family, string receiver, string sender, string held)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);
        InputBatch batch = First(seeded);

        AttributionResult result = await RunAsync(seeded, batch, ("receiver", receiver));

        InputBatch pinned = Pinned(batch, result);
        HookSelector features = HookSelector.Parse(family is "t5" or "bart" ? "encoder.embed" : "embed");
        HookSelector all = HookSelector.Of(HookKind.HeadOutput);
        using ModelRun clean = await seeded.Model.RunAsync(pinned, new RunPlan { Capture = [all], Objective = new LogitObjective() });
        using ModelRun corrupt = await seeded.Model.RunAsync(
            pinned, new RunPlan { Capture = [all], Objective = new LogitObjective(), Interventions = [new ZeroAblation(features)] });
        HookName from = HookName.Parse(sender);
        int heads = clean.Captured(from).Shape[2];
        HookPoint kind = seeded.Model.Hooks[from];
        string tensor = $"{HeadPrefix.Of(kind)}head_shares";
        for (int head = 0; head < heads; head++)
        {
            List<Intervention> changes = [Exchanged(from, clean, corrupt, head)];
            changes.AddRange(seeded.Model.Hooks.Resolve(HookSelector.Parse(held), HookCapabilities.Edit).Select(hook => Write(hook.Name, clean.Captured(hook.Name).Values)));
            using ModelRun sent = await seeded.Model.RunAsync(pinned, new RunPlan { Capture = [HookSelector.Parse(receiver)], Interventions = [.. changes] });
            ImmutableArray<Intervention> heard =
                [.. seeded.Model.Hooks.Resolve(HookSelector.Parse(receiver), HookCapabilities.Edit).Select(hook => Write(hook.Name, sent.Captured(hook.Name).Values))];
            using ModelRun patched = await seeded.Model.RunAsync(pinned, new RunPlan { Objective = new LogitObjective(), Interventions = heard });

            double expected = (patched.ObjectiveValues[0] - corrupt.ObjectiveValues[0]) / (clean.ObjectiveValues[0] - corrupt.ObjectiveValues[0]);
            Assert.Equal(expected, result.Extras[tensor].Row(0)[(kind.Layer!.Value * heads) + head], 1e-3 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public async Task PathPatching_AllHeadsToTheOutputOfTheirLayer_IsActivationPatching()
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("gpt2");
        InputBatch batch = First(seeded);
        HookName output = HookName.Parse("blocks.0.attn_out");

        AttributionResult result = await RunAsync(seeded, batch, ("receiver", output.Value));

        InputBatch pinned = Pinned(batch, result);
        RunPlan plan = new() { Capture = [HookSelector.Of(output)], Objective = new LogitObjective() };
        using ModelRun clean = await seeded.Model.RunAsync(pinned, plan);
        using ModelRun corrupt = await seeded.Model.RunAsync(pinned, plan with { Interventions = [new ZeroAblation(Embed)] });
        for (int position = 0; position < batch.Length; position++)
        {
            float[] row = LensRow.Of(corrupt.Captured(output), 0, position).ToArray();
            int start = position * row.Length;
            CustomEdit patch = new(HookSelector.Of(output), (in EditContext context) => row.CopyTo(FlatSpan.Of(context.Value)[start..]));
            using ModelRun patched = await seeded.Model.RunAsync(pinned, plan with { Interventions = [patch] });
            double left = (patched.ObjectiveValues[0] - corrupt.ObjectiveValues[0]) / (clean.ObjectiveValues[0] - corrupt.ObjectiveValues[0]);
            Assert.Equal(1 - left, result.Scores.Row(0)[position], 1e-4);
        }
    }

    [Fact]
    public async Task PathPatching_ReceiverThatComesFirst_HearsNothing()
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("bert");

        AttributionResult result = await RunAsync(seeded, seeded.Batch(), ("receiver", "blocks.1.attn.q"));

        int heads = seeded.Model.Card.Heads;
        Assert.All(result.Extras["head_shares"].Row(0)[heads..].ToArray(), share => Assert.Equal(1, share));
        Assert.Contains(result.Extras["head_shares"].Row(0)[..heads].ToArray(), share => share != 1);
        AttributionResult early = await RunAsync(seeded, seeded.Batch(), ("receiver", "blocks.0.attn.{q,k,v}"));
        Assert.All(early.Scores.Values, score => Assert.Equal(0, score));
    }

    [Fact]
    public async Task PathPatching_BatchOrAlone_SaysTheSame()
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("bart");
        (string, string) receiver = ("receiver", "decoder.blocks.*.cross_attn.v");

        AttributionResult together = await RunAsync(seeded, seeded.Batch(), receiver);

        AttributionResult alone = await RunAsync(seeded, First(seeded), receiver);
        foreach (string name in (string[])["encoder_head_shares", "decoder_head_shares", "cross_head_shares"])
        {
            Assert.Equal(alone.Extras[name].Row(0).ToArray(), together.Extras[name].Row(0).ToArray(), (left, right) => Math.Abs(left - right) < 1e-3);
        }

        Assert.All(together.Extras["decoder_scores"].Values, score => Assert.Equal(0, score));
        Assert.Contains(together.Scores.Values, score => Math.Abs(score) > 0.01);
    }

    [Theory]
    [InlineData("receiver", "blocks.1.attn.z", "what heads and frozen MLPs write is held")]
    [InlineData("receiver", "blocks.7.attn.q", "blocks.7.attn.q")]
    [InlineData("mlps", "gone", "expected one of free, frozen")]
    public async Task PathPatching_SettingThatCannotBe_SaysWhatWould(string name, string value, string message)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("bert");

        LensInputException error = await Assert.ThrowsAnyAsync<LensInputException>(() => RunAsync(seeded, seeded.Batch(), (name, value)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static InputBatch First(Attribution.Tests.SeededModel seeded) => new([seeded.Batch().Examples[0]]);

    private static InputBatch Pinned(InputBatch batch, AttributionResult result) => new([.. batch.Examples.Select((example, index) => example.WithInput(
        example.Input with { Target = result.Targets[index].Class, Position = result.Targets[index].Position }))]);

    private static CustomEdit Write(HookName hook, ReadOnlySpan<float> values)
    {
        float[] kept = values.ToArray();
        return new CustomEdit(HookSelector.Of(hook), (in EditContext context) => kept.CopyTo(FlatSpan.Of(context.Value)));
    }

    private static CustomEdit Exchanged(HookName hook, ModelRun clean, ModelRun corrupt, int head)
    {
        float[] mixed = clean.Captured(hook).Values.ToArray();
        (int heads, int width) = (clean.Captured(hook).Shape[2], clean.Captured(hook).Shape[3]);
        for (int index = 0; index < mixed.Length; index++)
        {
            if (index / width % heads == head)
            {
                mixed[index] = corrupt.Captured(hook).Values[index];
            }
        }

        return Write(hook, mixed);
    }

    private static async Task<AttributionResult> RunAsync(Attribution.Tests.SeededModel seeded, InputBatch batch, params IEnumerable<(string Key, string Value)> options) =>
        await AttributionRunner.AttributeAsync(new AttributionRequest
        {
            Model = seeded.Model,
            Batch = batch,
            Method = new PathPatchingMethod(),
            Options = [.. options.Select(option => KeyValuePair.Create(option.Key, option.Value))],
        });

    private sealed class Heard(List<double> heard) : IProgress<double>
    {
        public void Report(double value) => heard.Add(value);
    }
}
