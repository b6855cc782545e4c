using System.Collections.Immutable;
using AttentionLens.Bert.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Bert.Tests.Hooks;

/// <summary>An edit acts exactly where it is made and on what comes after.</summary>
public sealed class HookEditTests : BertTest
{
    public static TheoryData<string, string> Hooks => SmallBert.Hooks;

    [Theory]
    [MemberData(nameof(Hooks))]
    public void CustomEdit_AnyHook_ChangesThatValueAndNothingBefore(string architecture, string name)
    {
        TransformerModel model = Load(architecture);
        InputBatch batch = SmallBert.Batch(model);
        HookName hook = HookName.Parse(name);
        float[] replacement = [];

        using ModelRun untouched = SmallBert.Run(model, batch, Edited(name, (in EditContext _) => { }));
        using ModelRun edited = SmallBert.Run(model, batch, Edited(name, (in EditContext context) => replacement = Disturb(context)));

        int site = model.Hooks.IndexOf(hook);
        Assert.All(model.Hooks.Take(site), before =>
            Assert.Equal(untouched.Captured(before.Name).Values.ToArray(), edited.Captured(before.Name).Values.ToArray()));
        Assert.Equal(replacement, edited.Captured(hook).Values.ToArray());
        Assert.NotEqual(untouched.Captured(hook).Values.ToArray(), edited.Captured(hook).Values.ToArray());
        Assert.NotEqual(untouched.Output.Values.ToArray(), edited.Output.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public void ZeroAblation_AnyHook_EqualsTheEditByHand(string architecture, string name)
    {
        TransformerModel model = Load(architecture);
        InputBatch batch = SmallBert.Batch(model);
        HookSelector target = HookSelector.Parse(name);

        float[] ablated = SmallBert.Logits(model, batch, new RunPlan { Interventions = [new ZeroAblation(target)] });

        Assert.Equal(SmallBert.Logits(model, batch, new RunPlan
        {
            Interventions = [new CustomEdit(target, (in EditContext context) => context.Value.Clear())],
        }), ablated);
    }

    [Theory]
    [InlineData("q")]
    [InlineData("k")]
    [InlineData("v")]
    [InlineData("z")]
    [InlineData("scores")]
    [InlineData("pattern")]
    [InlineData("result")]
    public void HeadScale_Zero_EqualsClearingThatHeadAlone(string site)
    {
        TransformerModel model = Load("BertForSequenceClassification");
        InputBatch batch = SmallBert.Batch(model);
        HookSelector target = HookSelector.Parse($"blocks.*.attn.{site}");
        for (int head = 0; head < BertFolder.Heads; head++)
        {
            ImmutableArray<float> scales = [.. Enumerable.Range(0, BertFolder.Heads).Select(index => index == head ? 0f : 1f)];
            int cleared = head;

            float[] scaled = SmallBert.Logits(model, batch, new RunPlan { Interventions = [new HeadScale(target, scales)] });

            Assert.Equal(SmallBert.Logits(model, batch, new RunPlan
            {
                Interventions = [new CustomEdit(target, (in EditContext context) => ScaleHead(context, cleared, 0))],
            }), scaled);
        }
    }

    [Theory]
    [InlineData("q")]
    [InlineData("k")]
    [InlineData("v")]
    [InlineData("z")]
    public void HeadScale_AllOne_ChangesNoBit(string site)
    {
        TransformerModel model = Load("BertForSequenceClassification");
        InputBatch batch = SmallBert.Batch(model);

        float[] scaled = SmallBert.Logits(model, batch, Scaled(site, [1, 1, 1]));

        Assert.Equal(SmallBert.Logits(model, batch, RunPlan.OutputOnly), scaled);
    }

    [Theory]
    [InlineData("scores")]
    [InlineData("pattern")]
    [InlineData("result")]
    public void HeadScale_AllOneWhereKernelsAreFused_ChangesNoBitOfTheParts(string site)
    {
        TransformerModel model = Load("BertForSequenceClassification");
        InputBatch batch = SmallBert.Batch(model);

        float[] scaled = SmallBert.Logits(model, batch, Scaled(site, [1, 1, 1]));

        Assert.Equal(SmallBert.Logits(model, batch, Edited($"blocks.*.attn.{site}", (in EditContext _) => { }) with { Capture = [] }), scaled);
        AssertClose(SmallBert.Logits(model, batch, RunPlan.OutputOnly), scaled, 5e-6);
    }

    [Fact]
    public void HeadScale_BetweenZeroAndOne_EqualsTheEditByHandAndScalesTheGradient()
    {
        TransformerModel model = Load("BertForSequenceClassification");
        InputBatch batch = SmallBert.Batch(model);
        HookSelector target = HookSelector.Parse("blocks.1.attn.z");
        BackwardPlan backward = new() { Objective = new LogitObjective(1), Capture = SmallBert.Selectors("blocks.1.attn.{v,z}") };

        using ModelRun scaled = SmallBert.Run(model, batch, new RunPlan { Interventions = [new HeadScale(target, [1, 0.25f, 0])], Backward = backward });
        float[] byHand = SmallBert.Logits(model, batch, new RunPlan
        {
            Interventions =
            [
                new CustomEdit(target, (in EditContext context) => ScaleHead(context, 1, 0.25f)),
                new CustomEdit(target, (in EditContext context) => ScaleHead(context, 2, 0)),
            ],
        });

        AssertClose(byHand, scaled.Output.Values, 5e-6);
        LensTensor values = scaled.Gradient(HookName.Parse("blocks.1.attn.v"));
        Assert.All(Head(values, 2), value => Assert.Equal(0, value));
        Assert.Contains(Head(values, 1), value => value != 0);
    }

    [Fact]
    public void HeadScale_ZeroOnValuesThatAreNotFinite_RemovesThem()
    {
        TransformerModel model = Load("BertForSequenceClassification");
        InputBatch batch = SmallBert.Batch(model);
        HookSelector target = HookSelector.Parse("blocks.0.attn.z");

        float[] logits = SmallBert.Logits(model, batch, new RunPlan
        {
            Interventions =
            [
                new CustomEdit(target, (in EditContext context) => ScaleHead(context, 1, float.PositiveInfinity)),
                new HeadScale(target, [1, 0, 1]),
            ],
        });

        Assert.Equal(SmallBert.Logits(model, batch, new RunPlan { Interventions = [new HeadScale(target, [1, 0, 1])] }), logits);
    }

    [Fact]
    public void CustomEdit_Backward_PassesOnlyWhereNothingWasReplaced()
    {
        TransformerModel model = Load("BertForTokenClassification");
        InputBatch batch = SmallBert.Batch(model);

        using ModelRun run = SmallBert.Run(model, batch, new RunPlan
        {
            Interventions = [new CustomEdit(HookSelector.Parse("blocks.1.attn.v"), (in EditContext context) => ScaleHead(context, 0, 2))],
            Backward = new BackwardPlan { Objective = new LogitObjective(1), Capture = SmallBert.Selectors("blocks.1.attn.{q,v}", "blocks.0.resid_post") },
        });

        Assert.Contains(Head(run.Gradient(HookName.Parse("blocks.1.attn.v")), 0), value => value != 0);
        Assert.Contains(run.Gradient(HookName.Parse("blocks.0.resid_post")).Values.ToArray(), value => value != 0);
    }

    [Theory]
    [InlineData("blocks.0.attn.z", new[] { 1f, 1f }, "3 heads", "2 scales")]
    [InlineData("blocks.0.attn.z", new float[0], "3 heads", "0 scales")]
    [InlineData("blocks.0.resid_mid", new[] { 1f, 1f, 1f }, "blocks.0.resid_mid", "no heads")]
    public void HeadScale_DoesNotFitTheHook_IsRefused(string target, float[] scales, string found, string expected)
    {
        TransformerModel model = Load("BertForMaskedLM");
        ImmutableArray<float> given = scales.Length == 0 ? default : [.. scales];

        AssertRefused(
            () => SmallBert.Run(model, SmallBert.Batch(model), new RunPlan { Interventions = [new HeadScale(HookSelector.Parse(target), given)] }),
            found, expected);
    }

    [Fact]
    public void RunAsync_UnknownIntervention_IsRefused()
    {
        TransformerModel model = Load("BertForMaskedLM");
        RunPlan plan = new() { Interventions = [new Unheard(HookSelector.Parse("embed"))] };

        AssertRefused(() => SmallBert.Run(model, SmallBert.Batch(model), plan), nameof(Unheard), "embed", nameof(HeadScale));
    }

    private static RunPlan Edited(string target, EditAction action) =>
        SmallBert.Capture("*") with { Interventions = [new CustomEdit(HookSelector.Parse(target), action)] };

    private static RunPlan Scaled(string site, ImmutableArray<float> scales) =>
        new() { Interventions = [new HeadScale(HookSelector.Parse($"blocks.*.attn.{site}"), scales)] };

    private static float[] Disturb(in EditContext context)
    {
        SeededRandom random = new(3);
        float[] values = new float[(int)context.Value.FlattenedLength];
        context.Value.FlattenTo(values);
        foreach (ref float value in values.AsSpan())
        {
            // A masked score stays what it is.
            value = value == float.MinValue ? value : (float)(value + random.NextNormal());
        }

        int index = 0;
        foreach (ref float entry in context.Value)
        {
            entry = values[index++];
        }

        return values;
    }

    private static void ScaleHead(in EditContext context, int head, float factor)
    {
        int axis = context.Hook.Spec.IndexOf(Axis.Head);
        int inner = 1;
        for (int later = axis + 1; later < context.Value.Rank; later++)
        {
            inner *= (int)context.Value.Lengths[later];
        }

        int index = 0;
        foreach (ref float entry in context.Value)
        {
            if (index++ / inner % BertFolder.Heads == head)
            {
                entry = factor == 0 ? 0 : entry * factor;
            }
        }
    }

    private static float[] Head(LensTensor tensor, int head)
    {
        int inner = tensor.Shape[^1];
        return [.. tensor.Values.ToArray().Where((_, index) => index / inner % BertFolder.Heads == head)];
    }

    private sealed record Unheard(HookSelector Target) : Intervention(Target);
}
