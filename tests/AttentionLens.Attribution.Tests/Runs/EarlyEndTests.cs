using AttentionLens.Engine;
using AttentionLens.Numerics;

namespace AttentionLens.Attribution.Tests.Runs;

[Collection(PoolCollection.Name)]
public sealed class EarlyEndTests
{
    public static TheoryData<string> Families => SeededModel.Names;

    [Theory]
    [MemberData(nameof(Families))]
    public async Task RunAsync_EndedAtAStage_HoldsWhatTheWholeRunDoes(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        HookPoint[] outputs = [.. seeded.Model.Hooks.Where(hook => hook.Kind == HookKind.ResidualPost)];
        using ModelRun whole = seeded.Run(new RunPlan { Capture = [.. outputs.Select(hook => HookSelector.Of(hook.Name))] });

        foreach (HookPoint output in outputs)
        {
            using ModelRun run = seeded.Run(new RunPlan { Capture = [HookSelector.Of(output.Name)], LastStage = seeded.Model.StageOf(output.Name) });

            Assert.Equal(whole.Captured(output.Name).Values, run.Captured(output.Name).Values);
            Assert.Contains("has no output", Assert.Throws<LensInputException>(() => run.Output).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RunAsync_EndedBeforeWhatIsWanted_SaysWhatWould()
    {
        await using SeededModel seeded = SeededModel.Load("gpt2");
        HookSelector behind = HookSelector.Parse("blocks.1.resid_post");

        Assert.Contains("lies behind stage 'blocks.0'", Refusal(seeded, new RunPlan { LastStage = 1, Capture = [behind] }), StringComparison.Ordinal);
        Assert.Contains("no output to explain", Refusal(seeded, new RunPlan { LastStage = 1, Objective = new LogitObjective() }), StringComparison.Ordinal);
        Assert.Contains("no output to explain", Refusal(seeded, new RunPlan { LastStage = 1, Backward = new BackwardPlan() }), StringComparison.Ordinal);
        Assert.Contains("stages 0 ('embed') to 1", Refusal(seeded, new RunPlan { LastStage = 1, KeepStates = [2] }), StringComparison.Ordinal);
        Assert.Contains("expected one from 0 ('embed') to 3 ('head')", Refusal(seeded, new RunPlan { LastStage = 4 }), StringComparison.Ordinal);
        Assert.Contains("was to end with stage -1", Refusal(seeded, new RunPlan { LastStage = -1 }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ChangedBehindItsEnd_IsWhatItWas()
    {
        await using SeededModel seeded = SeededModel.Load("gpt2");
        RunPlan plan = new() { LastStage = 1, Capture = [HookSelector.Parse("blocks.0.resid_post")] };
        using ModelRun before = seeded.Run(plan);

        using ModelRun run = seeded.Run(plan with { Interventions = [new ZeroAblation(HookSelector.Parse("blocks.1.attn.z"))] });

        Assert.Equal(before.Captured(HookName.Parse("blocks.0.resid_post")).Values, run.Captured(HookName.Parse("blocks.0.resid_post")).Values);
    }

    [Fact]
    public async Task RunAsync_EndedEarlyOrRefused_LeavesNothingRented()
    {
        await using SeededModel seeded = SeededModel.Load("t5");
        long before = TensorPool.BytesInUse;

        seeded.Run(new RunPlan { LastStage = 5, KeepStates = [1, 5], Capture = [HookSelector.Parse("decoder.blocks.0.resid_pre")] }).Dispose();
        Refusal(seeded, new RunPlan { LastStage = 2, Capture = [HookSelector.Parse("*")] });

        Assert.Equal(before, TensorPool.BytesInUse);
    }

    [Fact]
    public async Task ObserveAsync_HookBeforeTheChange_IsReadAsItIs()
    {
        await using SeededModel seeded = SeededModel.Load("gpt2");
        HookName early = HookName.Parse("blocks.0.resid_post");
        HookName late = HookName.Parse("blocks.1.resid_post");
        using ModelRun whole = seeded.Run(new RunPlan { Capture = [HookSelector.Of(early), HookSelector.Of(late)] });
        InputVariant[] variants =
        [
            new(1) { Reads = [early, late], Interventions = [new ZeroAblation(HookSelector.Parse("blocks.1.attn.z"))] },
            new(0) { Reads = [early] },
        ];
        List<(int Variant, HookName Hook)> seen = [];

        await new ObservedSweep(seeded.Model, seeded.Batch(), new SweepLimits(4)).RunAsync(
            variants,
            (variant, hook, value) =>
            {
                int each = whole.Captured(hook).Values.Length / 2;
                bool isSame = whole.Captured(hook).Values.Slice(variants[variant].Example * each, each).SequenceEqual(value);
                Assert.Equal(hook == early, isSame);
                seen.Add((variant, hook));
            },
            _ => { },
            CancellationToken.None);

        Assert.Equal([(1, early), (0, early), (0, late)], seen);
    }

    [Fact]
    public async Task ObserveAsync_ChangedModel_SeesItsChanges()
    {
        await using SeededModel seeded = SeededModel.Load("gpt2");
        ZeroAblation zero = new(HookSelector.Parse("blocks.*.attn.z"));
        HookName read = HookName.Parse("blocks.0.resid_post");
        CustomEdit edit = new(HookSelector.Parse("blocks.0.mlp_out"), (in EditContext context) => FlatSpan.Of(context.Value)[3] += 1);
        using ModelRun expected = seeded.Run(new RunPlan { Capture = [HookSelector.Of(read)], Interventions = [zero], RowInterventions = [[], [edit]] });
        float[] seen = [];

        await new ObservedSweep(new IntervenedModel(seeded.Model, [zero], []), seeded.Batch(), new SweepLimits(4)).RunAsync(
            [new InputVariant(1) { Reads = [read], Interventions = [edit] }], (_, _, value) => seen = value.ToArray(), _ => { }, CancellationToken.None);

        Assert.Equal(expected.Captured(read).Values[^seen.Length..], seen);
    }

    [Fact]
    public async Task ObserveAsync_NothingToRead_SaysWhatWould()
    {
        await using SeededModel seeded = SeededModel.Load("gpt2");

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(async () =>
            await new ObservedSweep(seeded.Model, seeded.Batch(), new SweepLimits(4)).RunAsync([new InputVariant(0)], (_, _, _) => { }, _ => { }, CancellationToken.None));

        Assert.Contains("reads nothing", error.Message, StringComparison.Ordinal);
    }

    private static string Refusal(SeededModel seeded, RunPlan plan) => Assert.Throws<LensInputException>(() => seeded.Run(plan)).Message;
}
