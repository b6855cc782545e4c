using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Tests;

/// <summary>A sweep that resumes within blocks gives the bits of the plain loop.</summary>
public sealed class ResumePointTests
{
    public static TheoryData<string> Families => ["bert_cls", "bert_mlm", "gpt2", "vit", "bart", "t5", "llama"];

    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families))]
    public async Task RunAsync_ChangesAtEveryPlaceOfABlock_GivesTheBitsOfThePlainLoop(string family)
    {
        using ReferenceCase reference = new(family);
        await using LensModel loaded = await AttentionLens.Tests.Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = Batch(loaded, reference);
        await using IntervenedModel model = await WithSourceAsync(loaded, batch);
        List<InputVariant> variants = [];
        foreach (HookPoint hook in model.Hooks.Where(hook => hook.Layer is not null))
        {
            variants.AddRange(Changes(hook, model.Card.Heads).Select((change, place) => new InputVariant(place % batch.Size) { Interventions = [change] }));
        }

        ImmutableArray<double> swept = await new VariantSweep(model, batch, new LogitObjective(), 5).RunAsync(variants, _ => { }, CancellationToken.None);

        Assert.True(swept.Distinct().Count() > batch.Size);
        for (int place = 0; place < variants.Count; place++)
        {
            using ModelRun run = await model.RunAsync(
                new InputBatch([batch.Examples[variants[place].Example]]), new RunPlan { Objective = new LogitObjective(), Interventions = variants[place].Interventions });
            Assert.True(run.ObjectiveValues[0] == swept[place], $"{variants[place].Interventions[0]}: {run.ObjectiveValues[0]:R} in the loop, {swept[place]:R} in the sweep");
        }
    }

    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families))]
    public async Task RunAsync_ResumedBeforeEveryPoint_GivesTheBitsOfTheWholeRun(string family)
    {
        using ReferenceCase reference = new(family);
        await using LensModel model = await AttentionLens.Tests.Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = Batch(model, reference);
        HookName[] points = [.. model.Hooks.Select(hook => model.ResumePointOf(hook.Name)).OfType<HookName>().Distinct()];
        using ModelRun whole = await model.RunAsync(batch, new RunPlan { KeepBefore = [.. points] });
        Assert.True(points.Length >= 6 * model.Card.Layers);
        foreach (HookName point in points)
        {
            RunPlan behind = new() { Capture = [.. model.Hooks.Skip(model.Hooks.IndexOf(point)).Select(hook => HookSelector.Of(hook.Name))] };
            using ModelState kept = whole.StateBefore(point);
            using ModelState state = kept.Select(Enumerable.Range(0, batch.Size).Reverse().ToArray());
            InputBatch reversed = new([.. batch.Examples.Reverse()]);

            using ModelRun resumed = await model.RunAsync(reversed, behind, state);

            using ModelRun expected = await model.RunAsync(reversed, behind);
            Assert.Equal(point, state.ResumesAt);
            Assert.Equal(expected.Output.Values.ToArray(), resumed.Output.Values.ToArray());
            Assert.All(
                model.Hooks.Skip(model.Hooks.IndexOf(point)),
                hook => Assert.Equal(expected.Captured(hook.Name).Values.ToArray(), resumed.Captured(hook.Name).Values.ToArray()));
        }
    }

    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families))]
    public async Task RunAsync_ResumedBeforeAPointAndRecomputed_GivesTheBitsOfStoring(string family)
    {
        using ReferenceCase reference = new(family);
        await using LensModel model = await AttentionLens.Tests.Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = Batch(model, reference);
        HookName[] points = [.. model.Hooks.Select(hook => model.ResumePointOf(hook.Name)).OfType<HookName>().Distinct()];
        RunPlan explained = new() { Backward = new BackwardPlan { Objective = new LogitObjective() }, KeepBefore = [.. points], Recompute = true };
        using ModelRun whole = await model.RunAsync(batch, explained);
        foreach (HookName point in points)
        {
            HookSelector[] behind =
            [
                .. model.Hooks.Skip(model.Hooks.IndexOf(point) + 1)
                    .Where(hook => hook.Kind is HookKind.ResidualPost or HookKind.MlpOutput).Select(hook => HookSelector.Of(hook.Name)),
            ];
            RunPlan stored = new() { Backward = new BackwardPlan { Objective = new LogitObjective(), Capture = [.. behind] } };
            using ModelState state = whole.StateBefore(point);

            using ModelRun recomputed = await model.RunAsync(batch, stored with { Recompute = true }, state);

            using ModelRun expected = await model.RunAsync(batch, stored, state);
            Assert.Equal(expected.Output.Values.ToArray(), recomputed.Output.Values.ToArray());
            Assert.Equal(whole.Output.Values.ToArray(), recomputed.Output.Values.ToArray());
            foreach (HookPoint hook in model.Hooks.Skip(model.Hooks.IndexOf(point) + 1).Where(hook => hook.Kind is HookKind.ResidualPost or HookKind.MlpOutput))
            {
                Assert.Equal(expected.Gradient(hook.Name).Values.ToArray(), recomputed.Gradient(hook.Name).Values.ToArray());
            }
        }
    }

    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families))]
    public async Task RunAsync_ChangedModel_GivesTheBitsOfThePlainLoop(string family)
    {
        using ReferenceCase reference = new(family);
        await using LensModel loaded = await AttentionLens.Tests.Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = Batch(loaded, reference);
        HookPoint[] heads = [.. loaded.Hooks.Where(hook => hook.Kind == HookKind.HeadOutput)];
        ImmutableArray<Intervention> always =
        [
            .. heads.Select(hook => new HeadScale(HookSelector.Of(hook.Name), [.. Enumerable.Range(0, loaded.Card.Heads).Select(head => 0.5f + head)])),
            .. loaded.Hooks.Where(hook => hook.Kind == HookKind.ResidualPost).Skip(1).Take(1).Select(hook => new SkipLayer(HookSelector.Of(hook.Name))),
        ];
        await using IntervenedModel model = new(loaded, always, []);
        InputVariant[] variants =
        [
            .. heads.Select(hook => new InputVariant(0) { Interventions = [new HeadScale(HookSelector.Of(hook.Name), [0, .. Enumerable.Repeat(1f, loaded.Card.Heads - 1)])] }),
            .. model.Hooks.Where(hook => hook.Kind is HookKind.MlpOutput or HookKind.AttentionOutput).Select(hook => new InputVariant(0) { Interventions = [new ZeroAblation(HookSelector.Of(hook.Name))] }),
        ];

        ImmutableArray<double> swept = await new VariantSweep(model, batch, new LogitObjective(), 3).RunAsync(variants, _ => { }, CancellationToken.None);

        for (int place = 0; place < variants.Length; place++)
        {
            RunPlan plan = new() { Objective = new LogitObjective(), Interventions = [.. always, .. variants[place].Interventions] };
            using ModelRun run = await loaded.RunAsync(new InputBatch([batch.Examples[0]]), plan);
            Assert.Equal(run.ObjectiveValues[0], swept[place]);
        }
    }

    [ReferenceFact("reference/bert_cls")]
    public async Task RunAsync_NoPlaceToResume_SaysWhatWouldDo()
    {
        using ReferenceCase reference = new("bert_cls");
        await using LensModel model = await AttentionLens.Tests.Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = Batch(model, reference);

        async Task<string> Refusal(RunPlan plan, ModelState? state = null) =>
            (await Assert.ThrowsAsync<LensInputException>(async () => await model.RunAsync(batch, plan, state))).Message;

        Assert.Contains("a run can resume at 'blocks.0.attn.z'", await Refusal(new RunPlan { KeepBefore = [HookName.Parse("blocks.0.attn.result")] }), StringComparison.Ordinal);
        Assert.Contains("no run resumes before it", await Refusal(new RunPlan { KeepBefore = [HookName.Parse("blocks.0.attn.q")] }), StringComparison.Ordinal);
        Assert.Contains("lies behind stage 'blocks.0'", await Refusal(new RunPlan { LastStage = 1, KeepBefore = [HookName.Parse("blocks.1.attn.z")] }), StringComparison.Ordinal);
        using ModelRun whole = await model.RunAsync(batch, new RunPlan { KeepBefore = [HookName.Parse("blocks.1.mlp_out")] });
        Assert.Throws<LensInputException>(() => whole.StateBefore(HookName.Parse("blocks.0.mlp_out")));
        using ModelState kept = whole.StateBefore(HookName.Parse("blocks.1.mlp_out"));
        Assert.Contains(
            "'blocks.1.attn.z' lies before 'blocks.1.mlp_out'", await Refusal(new RunPlan { Capture = [HookSelector.Parse("blocks.1.attn.z")] }, kept), StringComparison.Ordinal);
    }

    private static IEnumerable<Intervention> Changes(HookPoint hook, int heads)
    {
        HookSelector target = HookSelector.Of(hook.Name);
        yield return new ZeroAblation(target);
        if (hook.Kind is HookKind.HeadOutput or HookKind.HeadResult)
        {
            yield return new HeadScale(target, [0, .. Enumerable.Repeat(1f, heads - 1)]);
        }

        if (hook.Kind is HookKind.HeadOutput or HookKind.AttentionOutput or HookKind.MlpOutput or HookKind.ResidualMid or HookKind.MlpPost)
        {
            yield return new MeanAblation(target, "corpus");
            yield return new PatchFrom(target, "corpus");
            yield return new ResampleAblation(target, "corpus", 3);
        }

        if (hook.Kind == HookKind.ResidualPost)
        {
            yield return new SkipLayer(target);
        }
    }

    private static async Task<IntervenedModel> WithSourceAsync(LensModel model, InputBatch batch)
    {
        HookName[] hooks = [.. model.Hooks.Where(hook => hook.Layer is not null).Select(hook => hook.Name)];
        InputBatch other = new([.. batch.Examples.Reverse()]);
        using ModelRun run = await model.RunAsync(other, new RunPlan { Capture = [.. hooks.Select(HookSelector.Of)] });
        return new IntervenedModel(model, [], [ActivationSource.Of("corpus", other, run, hooks)]);
    }

    private static InputBatch Batch(LensModel model, ReferenceCase reference) =>
        model.Inputs.Collate([.. reference.Inputs("b").Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);
}
