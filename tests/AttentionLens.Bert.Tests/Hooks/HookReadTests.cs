using AttentionLens.Bert.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Bert.Tests.Hooks;

/// <summary>Reading hook points changes nothing, and everyone reads the same numbers.</summary>
public sealed class HookReadTests : BertTest
{
    public static TheoryData<string> Architectures => SmallBert.All;

    [Theory]
    [MemberData(nameof(Architectures))]
    public void RunAsync_EverythingCaptured_GivesTheSameOutput(string architecture)
    {
        TransformerModel model = Load(architecture);
        InputBatch batch = SmallBert.Batch(model);

        float[] blind = SmallBert.Logits(model, batch, RunPlan.OutputOnly);
        float[] seen = SmallBert.Logits(model, batch, SmallBert.Capture("*"));

        // Fused kernels round in another order than their parts; hidden states are larger than logits.
        AssertClose(blind, seen, 1e-6 * Math.Max(1, blind.Max(MathF.Abs)));
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void RunAsync_EverythingCaptured_HasTheShapesOfTheCatalog(string architecture)
    {
        TransformerModel model = Load(architecture);
        InputBatch batch = SmallBert.Batch(model);

        using ModelRun run = SmallBert.Run(model, batch, SmallBert.Capture("*"));

        foreach (HookPoint hook in model.Hooks)
        {
            LensTensor captured = run.Captured(hook.Name);
            Assert.Equal(hook.Spec, captured.Spec);
            Assert.Equal([.. hook.Spec.Axes.Select(axis => Extent(model, axis, batch))], captured.Shape.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void RunAsync_AnyNumberOfThreads_GivesTheSameBits(string architecture)
    {
        TransformerModel model = Load(architecture);
        InputBatch batch = SmallBert.Batch(model);
        RunPlan plan = SmallBert.Capture("*") with
        {
            Backward = architecture == "BertModel" ? null : new BackwardPlan { Capture = SmallBert.Selectors("*") },
        };
        int size = ThreadTeam.Size;
        List<float[]> all = [];
        try
        {
            foreach (int threads in (int[])[1, 2, 3])
            {
                ThreadTeam.Resize(threads);
                using ModelRun run = SmallBert.Run(model, batch, plan);
                all.Add(
                [
                    .. run.Output.Values,
                    .. model.Hooks.SelectMany(hook => run.Captured(hook.Name).Values.ToArray()),
                    .. plan.Backward is null ? [] : model.Hooks.SelectMany(hook => run.Gradient(hook.Name).Values.ToArray()),
                ]);
            }
        }
        finally
        {
            ThreadTeam.Resize(size);
        }

        Assert.All(all, values => Assert.Equal(all[0], values));
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void RunAsync_Subscriptions_SeeWhatIsCapturedInForwardOrder(string architecture)
    {
        TransformerModel model = Load(architecture);
        InputBatch batch = SmallBert.Batch(model);
        List<(string Reader, HookName Hook, float[] Values)> calls = [];
        HookSubscription Subscribe(string name, string pattern) => new(HookSelector.Parse(pattern), (in HookContext context) =>
        {
            Assert.Same(batch, context.Batch);
            float[] values = new float[(int)context.Value.FlattenedLength];
            context.Value.FlattenTo(values);
            calls.Add((name, context.Hook.Name, values));
        });

        using ModelRun run = SmallBert.Run(model, batch, SmallBert.Capture("*") with
        {
            Subscriptions = [Subscribe("first", "*"), Subscribe("second", "*.attn.*")],
        });

        List<(string, HookName)> expected = [];
        foreach (HookPoint hook in model.Hooks)
        {
            expected.Add(("first", hook.Name));
            if (hook.Name.Value.Contains(".attn.", StringComparison.Ordinal))
            {
                expected.Add(("second", hook.Name));
            }
        }

        Assert.Equal(expected, calls.Select(call => (call.Reader, call.Hook)));
        Assert.All(calls, call => Assert.Equal(run.Captured(call.Hook).Values.ToArray(), call.Values));
    }

    [Fact]
    public void RunAsync_PatternCaptured_HasRowsThatSumToOneAndHidesPadding()
    {
        TransformerModel model = Load("BertForMaskedLM");
        InputBatch batch = SmallBert.Batch(model);

        using ModelRun run = SmallBert.Run(model, batch, SmallBert.Capture("*.attn.pattern"));

        float[] pattern = run.Captured(HookName.Parse("blocks.1.attn.pattern")).Values.ToArray();
        for (int row = 0; row < pattern.Length / batch.Length; row++)
        {
            EncodedExample example = batch.Examples[row / (BertFolder.Heads * batch.Length)];
            float[] keys = pattern.AsSpan(row * batch.Length, batch.Length).ToArray();
            Assert.Equal(1, keys.Sum(), 1e-5);
            Assert.All(keys.Where((_, key) => !example.Mask[key]), share => Assert.Equal(0, share));
        }
    }

    [Fact]
    public void Captured_NotAskedFor_IsRefused()
    {
        TransformerModel model = Load("BertForMaskedLM");
        using ModelRun run = SmallBert.Run(model, SmallBert.Batch(model), SmallBert.Capture("embed"));

        AssertRefused(() => run.Captured(HookName.Parse("logits")), "logits", "Capture");
        AssertRefused(() => run.Gradient(HookName.Parse("embed")), "embed", "Backward");
    }

    [Fact]
    public void RunAsync_UnknownHook_IsRefusedWithTheNearest()
    {
        TransformerModel model = Load("BertForMaskedLM");

        AssertRefused(() => SmallBert.Run(model, SmallBert.Batch(model), SmallBert.Capture("blocks.0.attn.patern")), "patern", "blocks.0.attn.pattern");
    }

    private static int Extent(TransformerModel model, Axis axis, InputBatch batch) => axis switch
    {
        Axis.Batch => batch.Size,
        Axis.Head => model.Card.Heads,
        Axis.Width => model.Card.Width,
        Axis.HeadWidth => model.Card.HeadWidth,
        Axis.MlpWidth => model.Card.MlpWidth,
        Axis.Class => model.Card.Architecture == "BertForMaskedLM" ? model.Card.VocabularySize : model.Card.Labels.Length,
        _ => batch.Length,
    };
}
