using System.Collections.Immutable;
using AttentionLens.Bert.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Bert.Tests.Interventions;

/// <summary>Each intervention does what its documentation says, forward and backward.</summary>
public sealed class InterventionTests : BertTest
{
    private const string Architecture = "BertForSequenceClassification";

    [Fact]
    public void PatchFrom_OwnRun_ChangesNothing()
    {
        TransformerModel model = Load(Architecture);
        InputBatch batch = SmallBert.Batch(model);
        ActivationSource own = Record(model, batch, "*");

        Assert.All(model.Hooks.Where(hook => hook.Capabilities.HasFlag(HookCapabilities.Edit)), hook => AssertClose(
            SmallBert.Logits(model, batch, RunPlan.OutputOnly),
            SmallBert.Logits(model, batch, Changed(own, new PatchFrom(HookSelector.Of(hook.Name), own.Name))),
            5e-6));
    }

    [Fact]
    public void PatchFrom_AnotherRunAtTheEmbeddings_GivesTheOtherOutput()
    {
        TransformerModel model = Load(Architecture);
        InputBatch batch = Of(model, [2, 5, 9, 16, 1, 3]);
        InputBatch other = Of(model, [2, 8, 8, 4, 7, 3]);
        ActivationSource source = Record(model, other, "blocks.0.resid_pre");

        Assert.Equal(
            SmallBert.Logits(model, other, RunPlan.OutputOnly),
            SmallBert.Logits(model, batch, Changed(source, new PatchFrom(HookSelector.Parse("blocks.0.resid_pre"), source.Name))));
    }

    [Fact]
    public void PatchFrom_OnePosition_ReplacesThatPositionAlone()
    {
        TransformerModel model = Load(Architecture);
        InputBatch batch = SmallBert.Batch(model);
        ActivationSource source = Record(model, Of(model, [2, 8, 8, 4]), "*");
        HookName hook = HookName.Parse("blocks.1.attn.v");

        using ModelRun before = SmallBert.Run(model, batch, SmallBert.Capture(hook.Value));
        using ModelRun run = SmallBert.Run(model, batch, Changed(source, new PatchFrom(HookSelector.Of(hook), source.Name, [2])) with
        {
            Capture = SmallBert.Selectors(hook.Value),
        });

        int width = run.Captured(hook).Values.Length / (batch.Size * batch.Length);
        for (int place = 0; place < batch.Size * batch.Length; place++)
        {
            bool patched = place % batch.Length == 2;
            ReadOnlySpan<float> expected = patched
                ? source.ValuesOf(hook).Row(0).Slice(2 * width, width)
                : before.Captured(hook).Values.Slice(place * width, width);
            Assert.Equal(expected.ToArray(), run.Captured(hook).Values.Slice(place * width, width).ToArray());
        }
    }

    [Fact]
    public void MeanAblation_Positions_AreTheMeanOverWhatIsAttendedTo()
    {
        TransformerModel model = Load(Architecture);
        InputBatch batch = SmallBert.Batch(model);
        ActivationSource source = Record(model, batch, "*");
        HookPoint hook = model.Hooks[HookName.Parse("blocks.0.mlp_out")];
        TensorValue values = source.ValuesOf(hook.Name);
        int width = values.Shape[2];
        double[] mean = new double[width];
        int counted = 0;
        for (int place = 0; place < batch.Size * batch.Length; place++)
        {
            if (batch.Examples[place / batch.Length].Mask[place % batch.Length])
            {
                counted++;
                for (int index = 0; index < width; index++)
                {
                    mean[index] += values.Values[(place * width) + index];
                }
            }
        }

        using ModelRun run = SmallBert.Run(model, batch, Changed(source, new MeanAblation(HookSelector.Of(hook.Name), source.Name)) with
        {
            Capture = [HookSelector.Of(hook.Name)],
        });

        float[] expected = [.. mean.Select(sum => (float)(sum / counted))];
        for (int place = 0; place < batch.Size * batch.Length; place++)
        {
            Assert.Equal(expected, run.Captured(hook.Name).Values.Slice(place * width, width).ToArray());
        }
    }

    [Fact]
    public void ResampleAblation_AnyBatch_DrawsBySeedAndExample()
    {
        TransformerModel model = Load(Architecture);
        InputBatch batch = SmallBert.Batch(model);
        ActivationSource source = Record(model, SmallBert.Batch(model, [.. Enumerable.Range(4, 12).Select(id => new LensInput { Ids = [2, id, id + 1, 3] })]), "*");
        HookSelector target = HookSelector.Parse("blocks.*.attn_out");
        float[] together = SmallBert.Logits(model, batch, Changed(source, new ResampleAblation(target, source.Name, 3)));
        int classes = together.Length / batch.Size;

        for (int row = 0; row < batch.Size; row++)
        {
            InputBatch alone = new([batch.Examples[row]]);
            AssertClose(
                together.AsSpan(row * classes, classes),
                SmallBert.Logits(model, alone, Changed(source, new ResampleAblation(target, source.Name, 3))),
                5e-6);
        }

        Assert.NotEqual(together, SmallBert.Logits(model, batch, Changed(source, new ResampleAblation(target, source.Name, 4))));
    }

    [Fact]
    public void AttentionKnockout_Scores_LeavesRowsThatSumToOne()
    {
        TransformerModel model = Load(Architecture);
        InputBatch batch = SmallBert.Batch(model);
        HookName pattern = HookName.Parse("blocks.0.attn.pattern");
        AttentionKnockout knockout = new(HookSelector.Parse("blocks.0.attn.scores"), [(0, 1), (2, 3)], [1]);

        using ModelRun run = SmallBert.Run(model, batch, new RunPlan { Interventions = [knockout], Capture = [HookSelector.Of(pattern)] });
        using ModelRun before = SmallBert.Run(model, batch, new RunPlan { Capture = [HookSelector.Of(pattern)] });

        LensTensor cut = run.Captured(pattern);
        int keys = batch.Length;
        for (int row = 0; row < cut.Values.Length / keys; row++)
        {
            int head = row / batch.Length % BertFolder.Heads, query = row % batch.Length;
            ReadOnlySpan<float> probabilities = cut.Values.Slice(row * keys, keys);
            Assert.Equal(1, probabilities.ToArray().Sum(value => (double)value), 1e-5);
            if (head == 1 && query is (0 or 2))
            {
                Assert.Equal(0, probabilities[query + 1]);
            }
            else
            {
                AssertClose(before.Captured(pattern).Values.Slice(row * keys, keys), probabilities, 5e-6);
            }
        }
    }

    [Fact]
    public void AttentionKnockout_Pattern_LeavesTheOthersAsTheyAre()
    {
        TransformerModel model = Load(Architecture);
        InputBatch batch = SmallBert.Batch(model);
        HookName pattern = HookName.Parse("blocks.1.attn.pattern");
        using ModelRun before = SmallBert.Run(model, batch, new RunPlan { Capture = [HookSelector.Of(pattern)] });
        using ModelRun run = SmallBert.Run(model, batch, new RunPlan
        {
            Interventions = [new AttentionKnockout(HookSelector.Of(pattern), [(0, 2)])],
            Capture = [HookSelector.Of(pattern)],
        });

        float[] expected = before.Captured(pattern).Values.ToArray();
        for (int map = 0; map < batch.Size * BertFolder.Heads; map++)
        {
            expected[(map * batch.Length * batch.Length) + 2] = 0;
        }

        AssertClose(expected, run.Captured(pattern).Values, 5e-6);
        Assert.Equal(batch.Size * BertFolder.Heads, run.Captured(pattern).Values.ToArray().Chunk(batch.Length * batch.Length).Count(map => map[2] == 0));
    }

    [Fact]
    public void SkipLayer_WholeBatch_GoesOnWithTheBlocksInput()
    {
        TransformerModel model = Load(Architecture);
        InputBatch batch = SmallBert.Batch(model);

        using ModelRun run = SmallBert.Run(model, batch, SmallBert.Capture("blocks.*.resid_pre", "blocks.*.resid_post") with { Interventions = [SkipLayer.At(1)] });
        float[] unread = SmallBert.Logits(model, batch, new RunPlan { Interventions = [SkipLayer.At(1)] });
        float[] seen = SmallBert.Logits(model, batch, SmallBert.Capture("*") with { Interventions = [SkipLayer.At(1)] });

        Assert.Equal(run.Captured(HookName.Parse("blocks.1.resid_pre")).Values.ToArray(), run.Captured(HookName.Parse("blocks.1.resid_post")).Values.ToArray());
        AssertClose(unread, run.Output.Values, 5e-6);
        AssertClose(unread, seen, 5e-6);
        Assert.NotEqual(unread, SmallBert.Logits(model, batch, RunPlan.OutputOnly));
    }

    [Fact]
    public void SkipLayer_OneRow_LeavesTheOthersAsTheyAre()
    {
        TransformerModel model = Load(Architecture);
        InputBatch batch = SmallBert.Batch(model);
        float[] plain = SmallBert.Logits(model, batch, RunPlan.OutputOnly);
        float[] skipped = SmallBert.Logits(model, batch, new RunPlan { Interventions = [SkipLayer.At(0)] });
        int classes = plain.Length / batch.Size;

        float[] mixed = SmallBert.Logits(model, batch, new RunPlan { RowInterventions = [[], [SkipLayer.At(0)], []] });

        Assert.Equal([.. plain[..classes], .. skipped[classes..(2 * classes)], .. plain[(2 * classes)..]], mixed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SkipLayer_Gradient_PassesByTheBlock(bool isAsked)
    {
        TransformerModel model = Load(Architecture);
        InputBatch batch = SmallBert.Batch(model);
        RunPlan plan = new()
        {
            Interventions = [SkipLayer.At(0)],
            Backward = new BackwardPlan { Capture = SmallBert.Selectors(isAsked ? ["blocks.0.*", "blocks.1.resid_pre"] : ["blocks.0.resid_pre", "blocks.1.resid_pre"]) },
        };

        using ModelRun run = SmallBert.Run(model, batch, plan);

        float[] behind = run.Gradient(HookName.Parse("blocks.1.resid_pre")).Values.ToArray();
        Assert.Contains(behind, value => value != 0);
        Assert.Equal(behind, run.Gradient(HookName.Parse("blocks.0.resid_pre")).Values.ToArray());
        if (isAsked)
        {
            Assert.All(run.Gradient(HookName.Parse("blocks.0.attn.v")).Values.ToArray(), value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Interventions_Composed_EqualTheirEffectsInOrder()
    {
        TransformerModel model = Load(Architecture);
        InputBatch batch = SmallBert.Batch(model);
        ActivationSource source = Record(model, Of(model, [2, 8, 8, 4, 7, 3]), "*");
        HookSelector z = HookSelector.Parse("blocks.0.attn.z");

        float[] patchedThenScaled = SmallBert.Logits(model, batch, Changed(source, new PatchFrom(z, source.Name), new HeadScale(z, [0, 1, 1])));
        float[] scaledThenPatched = SmallBert.Logits(model, batch, Changed(source, new HeadScale(z, [0, 1, 1]), new PatchFrom(z, source.Name)));

        Assert.Equal(SmallBert.Logits(model, batch, Changed(source, new PatchFrom(z, source.Name))), scaledThenPatched);
        Assert.NotEqual(scaledThenPatched, patchedThenScaled);
    }

    [Fact]
    public void Interventions_ThatDoNotFit_AreRefusedByName()
    {
        TransformerModel model = Load(Architecture);
        InputBatch batch = SmallBert.Batch(model);
        ActivationSource source = Record(model, Of(model, [2, 8, 8, 3]), "blocks.0.attn.pattern");

        void Refused(Intervention intervention, params string[] named) => AssertRefused(() => SmallBert.Logits(model, batch, Changed(source, intervention)), named);

        Refused(new MeanAblation(HookSelector.Parse("blocks.0.attn_out"), "nowhere"), "'nowhere'", "'recorded'");
        Refused(new MeanAblation(HookSelector.Parse("blocks.0.attn_out"), source.Name), "'blocks.0.attn_out'", "'blocks.0.attn.pattern'");
        Refused(new PatchFrom(HookSelector.Parse("blocks.0.attn.pattern"), source.Name), "blocks.0.attn.pattern", "same length");
        Refused(new PatchFrom(HookSelector.Parse("blocks.0.attn.pattern"), source.Name, [1]), "no positions");
        Refused(new AttentionKnockout(HookSelector.Parse("blocks.0.attn_out"), [(0, 0)]), "no edges");
        Refused(new AttentionKnockout(HookSelector.Parse("blocks.0.attn.scores"), [(0, 99)]), "99");
        Refused(new SkipLayer(HookSelector.Parse("blocks.0.attn_out")), "resid_post", "blocks.0.attn_out");
    }

    private static InputBatch Of(LensModel model, params ImmutableArray<int> ids) => SmallBert.Batch(model, [new LensInput { Ids = ids }]);

    private static ActivationSource Record(LensModel model, InputBatch batch, string pattern)
    {
        using ModelRun run = SmallBert.Run(model, batch, SmallBert.Capture(pattern));
        return ActivationSource.Of("recorded", batch, run, model.Hooks.Resolve(HookSelector.Parse(pattern)).Select(hook => hook.Name));
    }

    private static RunPlan Changed(ActivationSource source, params ImmutableArray<Intervention> interventions) => new() { Interventions = interventions, Sources = [source] };
}
