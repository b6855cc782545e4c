using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Numerics;
using AttentionLens.Tests;

namespace AttentionLens.Attribution.Tests.Runs;

/// <summary>Backward passes that compute again what they read give the bits of those that keep it.</summary>
[Collection(PoolCollection.Name)]
public sealed class RecomputeTests
{
    private static readonly ImmutableArray<HookSelector> All = [HookSelector.Parse("*")];
    private static readonly PropagationRules[] Rules = [new AttnLrpRules(), new CpLrpRules(), new EpsilonLrpRules(), new GammaLrpRules(), new CheferLrpRules()];

    public static TheoryData<string> SeededFamilies => SeededModel.Names;

    public static TheoryData<string, string> Sets => Families.Sets;

    private static RunPlan Everything => new()
    {
        Capture = All,
        KeepStates = [1],
        Backward = new BackwardPlan { Capture = All },
        FurtherBackward = [.. Rules.Select(rules => new BackwardPlan { Rules = rules, Capture = All, AccountForRelevance = true })],
    };

    [Theory]
    [MemberData(nameof(SeededFamilies))]
    public async Task RunAsync_EveryHookPointAndRuleSet_GivesTheBitsOfStoring(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);

        await AssertSameAsync(seeded.Model, seeded.Batch(), Everything);
    }

    [ReferenceTheory("reference")]
    [MemberData(nameof(Sets))]
    public async Task RunAsync_RecordedExamples_GivesTheBitsOfStoring(string family, string set)
    {
        await using RecordedFamily recorded = await RecordedFamily.LoadAsync(family);

        await AssertSameAsync(recorded.Model, recorded.Batch(set), Everything);
    }

    [Theory]
    [MemberData(nameof(SeededFamilies))]
    public async Task RunAsync_ChangedModel_GivesTheBitsOfStoring(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        HookPoint last = seeded.Model.Hooks.Last(hook => hook.Kind == HookKind.ResidualPost);
        HookPoint z = seeded.Model.Hooks.First(hook => hook.Kind == HookKind.HeadOutput);
        HookPoint result = seeded.Model.Hooks.Last(hook => hook.Kind == HookKind.HeadResult);
        CustomEdit half = new(HookSelector.Of(HookKind.MlpOutput), (in EditContext context) => FlatSpan.Of(context.Value)[1] /= 2);

        await AssertSameAsync(seeded.Model, seeded.Batch(), Everything with
        {
            Interventions = [new HeadScale(HookSelector.Of(z.Name), [.. Enumerable.Range(0, seeded.Model.Card.Heads).Select(head => head * 0.5f)]), half],
            RowInterventions = [[new SkipLayer(HookSelector.Of(last.Name))], [new ZeroAblation(HookSelector.Of(result.Name))]],
        });
    }

    [Theory]
    [MemberData(nameof(SeededFamilies))]
    public async Task RunAsync_ResumedAfterEveryStage_GivesTheBitsOfStoring(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        int stages = seeded.Model.Stages.Length;
        using ModelRun whole = seeded.Run(new RunPlan { KeepStates = [.. Enumerable.Range(0, stages - 1)] });
        for (int stage = 0; stage < stages - 1; stage++)
        {
            using ModelState state = whole.StateAfter(stage);
            ImmutableArray<HookSelector> behind = [.. seeded.Model.Hooks.Where(hook => seeded.Model.StageOf(hook.Name) > stage).Select(hook => HookSelector.Of(hook.Name))];
            RunPlan plan = new()
            {
                Capture = behind,
                Backward = new BackwardPlan { Capture = behind, AccountForRelevance = true },
                FurtherBackward = [new BackwardPlan { Rules = new AttnLrpRules(), Capture = behind }],
            };
            await AssertSameAsync(seeded.Model, seeded.Batch(), plan, state);
        }
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("t5")]
    [InlineData("marian")]
    public async Task RunAsync_OneHookPointAtATime_GivesTheBitsOfStoring(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        foreach (HookPoint hook in seeded.Model.Hooks)
        {
            await AssertSameAsync(seeded.Model, seeded.Batch(), new RunPlan
            {
                Backward = new BackwardPlan { Capture = [HookSelector.Of(hook.Name)], AccountForRelevance = true },
                FurtherBackward = [new BackwardPlan { Rules = new AttnLrpRules() }],
            });
        }
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("llama")]
    [InlineData("t5")]
    [InlineData("bart")]
    public async Task Train_Recomputing_GivesTheSameWeights(string family)
    {
        await using SeededModel stored = SeededModel.Load(family);
        await using SeededModel recomputed = SeededModel.Load(family);
        LensInput input = new() { Ids = [5, 9, 16, 4], Label = 1, Labels = family is "bert" ? default : [5, 9, 16, 4], DecoderIds = family is "t5" or "bart" ? [2, 7, 11, 3] : default };
        TrainerSettings settings = new(new WarmupSchedule(0.01, 1, 3), new AdamWOptions());

        double loss = Trainer.Train(stored.Model, settings, _ => [input], null, CancellationToken.None);
        double again = Trainer.Train(recomputed.Model, settings with { Recompute = true }, _ => [input], null, CancellationToken.None);

        Assert.Equal(loss, again);
        Assert.All(stored.Model.Parameters.Zip(recomputed.Model.Parameters), pair => Assert.Equal(ValuesOf(pair.First), ValuesOf(pair.Second)));
    }

    [Fact]
    public async Task RunAsync_Readers_SeeEveryValueOnce()
    {
        await using SeededModel seeded = SeededModel.Load("bart");
        List<string> seen = [];
        HookSubscription reader = new(HookSelector.Parse("*"), (in HookContext context) => seen.Add(context.Hook.Name.Value));

        seeded.Run(Everything with { Recompute = true, Subscriptions = [reader] }).Dispose();

        Assert.Equal(seeded.Model.Hooks.Select(hook => hook.Name.Value).Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("marian")]
    public async Task RunAsync_EndedCancelledOrBrokenOff_LeavesNothingRented(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        RunPlan plan = Everything with { Recompute = true };
        long before = TensorPool.BytesInUse;

        seeded.Run(plan).Dispose();
        Assert.Equal(before, TensorPool.BytesInUse);

        int calls = 0;
        seeded.Run(WithRule(plan, () => calls++)).Dispose();
        Assert.True(calls > 10);
        for (int last = 0; last < calls; last++)
        {
            int left = last;
            Assert.Throws<FormatException>(() => seeded.Run(WithRule(plan, () =>
            {
                if (left-- == 0)
                {
                    throw new FormatException("no");
                }
            })));
            Assert.Equal(before, TensorPool.BytesInUse);

            using CancellationTokenSource source = new();
            int open = last;
            await Assert.ThrowsAsync<OperationCanceledException>(async () => await seeded.Model.RunAsync(
                seeded.Batch(),
                WithRule(plan, () =>
                {
                    if (open-- == 0)
                    {
                        source.Cancel();
                    }
                }),
                null,
                source.Token));
            Assert.Equal(before, TensorPool.BytesInUse);
        }
    }

    [Fact]
    public async Task RunAsync_ManyBlocks_TakesLessThanStoring()
    {
        await using SeededModel seeded = SeededModel.Load("t5");
        RunPlan plan = new() { Backward = new BackwardPlan { Capture = [HookSelector.Parse("*.embed")] } };

        long stored = PeakOf(seeded, plan);
        long recomputed = PeakOf(seeded, plan with { Recompute = true });

        Assert.True(recomputed < 0.6 * stored, $"{recomputed} bytes against {stored}");
    }

    private static long PeakOf(SeededModel seeded, RunPlan plan)
    {
        TensorPool.ResetPeak();
        long before = TensorPool.BytesInUse;
        seeded.Run(plan).Dispose();
        return TensorPool.PeakBytesInUse - before;
    }

    private static RunPlan WithRule(RunPlan plan, Action called) =>
        plan with { FurtherBackward = [.. plan.FurtherBackward, new BackwardPlan { Rules = new CalledRules(called), Capture = All }] };

    private static async Task AssertSameAsync(LensModel model, InputBatch batch, RunPlan plan, ModelState? start = null)
    {
        using ModelRun stored = await model.RunAsync(batch, plan, start);
        using ModelRun recomputed = await model.RunAsync(batch, plan with { Recompute = true }, start);
        AssertBits(stored.Output, recomputed.Output, "the output");
        Assert.Equal(stored.ObjectiveValues.AsEnumerable(), recomputed.ObjectiveValues);
        Assert.Equal(stored.Targets.AsEnumerable(), recomputed.Targets);
        foreach (HookPoint hook in Resolve(model, plan.Capture))
        {
            AssertBits(stored.Captured(hook.Name), recomputed.Captured(hook.Name), hook.Name.Value);
        }

        BackwardPlan[] passes = [plan.Backward!, .. plan.FurtherBackward];
        for (int pass = 0; pass < passes.Length; pass++)
        {
            foreach (HookPoint hook in Resolve(model, passes[pass].Capture))
            {
                AssertBits(stored.Signal(pass, hook.Name), recomputed.Signal(pass, hook.Name), $"pass {pass} at {hook.Name}");
            }

            Assert.Equal(stored.ObjectiveValuesOf(pass).AsEnumerable(), recomputed.ObjectiveValuesOf(pass));
            if (passes[pass].AccountForRelevance)
            {
                Assert.All(stored.BalanceOf(pass).Zip(recomputed.BalanceOf(pass)), pair => AssertSame(pair.First, pair.Second));
            }
        }

        foreach (int stage in plan.KeepStates)
        {
            using ModelState one = stored.StateAfter(stage), other = recomputed.StateAfter(stage);
            using ModelRun first = await model.RunAsync(batch, RunPlan.OutputOnly, one), second = await model.RunAsync(batch, RunPlan.OutputOnly, other);
            AssertBits(first.Output, second.Output, $"the output behind stage {stage}");
        }
    }

    private static void AssertSame(RelevanceBalance expected, RelevanceBalance found)
    {
        Assert.Equal((expected.Started, expected.Arrived, expected.Constants), (found.Started, found.Arrived, found.Constants));
        Assert.Equal(expected.Gaps.AsEnumerable(), found.Gaps);
    }

    private static void AssertBits(LensTensor expected, LensTensor found, string what)
    {
        Assert.Equal(expected.Shape.ToArray(), found.Shape.ToArray());
        for (int index = 0; index < expected.Values.Length; index++)
        {
            if (BitConverter.SingleToInt32Bits(expected.Values[index]) != BitConverter.SingleToInt32Bits(found.Values[index]))
            {
                Assert.Fail($"{what}: {found.Values[index]} at {index} instead of {expected.Values[index]}");
            }
        }
    }

    private static IEnumerable<HookPoint> Resolve(LensModel model, ImmutableArray<HookSelector> selectors) =>
        selectors.SelectMany(selector => model.Hooks.Resolve(selector)).Distinct();

    private static float[] ValuesOf(Parameter parameter)
    {
        float[] values = new float[parameter.Length];
        parameter.Read(values);
        return values;
    }

    private sealed class CalledRules(Action called) : PropagationRules
    {
        public override string Name => "called";

        public override PropagationRule? RuleFor(OperationInfo operation) => operation.Kind == OperationKind.Linear ? new Rule(called) : null;

        private sealed class Rule(Action called) : PropagationRule
        {
            public override void Propagate(PropagationStep step)
            {
                called();
                for (int input = 0; input < step.InputCount; input++)
                {
                    if (step.Wants(input))
                    {
                        step.AddPullBack(input, step.Incoming);
                    }
                }
            }
        }
    }
}
