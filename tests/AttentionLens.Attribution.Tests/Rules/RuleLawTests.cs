using System.Collections.Immutable;

namespace AttentionLens.Attribution.Tests.Rules;

/// <summary>What holds between rule sets and between runs, on a model of every family.</summary>
public sealed class RuleLawTests
{
    private static readonly ImmutableArray<PropagationRules?> Sets =
        [null, new AttnLrpRules(), new CpLrpRules(), new EpsilonLrpRules(), new GammaLrpRules(), new AlphaBetaLrpRules(), new CheferLrpRules()];

    public static TheoryData<string> Families => SeededModel.Names;

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Signal_ExplicitAndEfficientAttnLrp_AgreeAsEpsilonVanishes(string family)
    {
        await using SeededModel model = SeededModel.Load(family);
        ImmutableArray<HookSelector> capture = [.. Inputs(model), HookSelector.Of(HookKind.Value), HookSelector.Of(HookKind.Query), HookSelector.Of(HookKind.Pattern)];

        using ModelRun run = model.Run(Passes(capture, new AttnLrpRules(), new ExplicitRules(1e-9f), new ExplicitRules(1)));

        Assert.All(Names(model, capture), name =>
        {
            // The efficient form shows the pattern before it is halved.
            float[] expected = [.. run.Signal(1, name).Values.ToArray().Select(value => name.Value.EndsWith("pattern", StringComparison.Ordinal) ? 2 * value : value)];
            AssertClose(expected, run.Signal(0, name).Values, 2e-3, $"{family} {name}");
        });
        Assert.Contains(model.Inputs, name => Distance(run.Signal(0, name).Values, run.Signal(2, name).Values) > 0.02);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Signal_RuleSetsThatAreOneInTheLimit_Agree(string family)
    {
        await using SeededModel model = SeededModel.Load(family);

        using ModelRun run = model.Run(Passes(Inputs(model), new CpLrpRules(), new EpsilonLrpRules(1e-9f), new GammaLrpRules(0, 0)));

        Assert.All(model.Inputs, name =>
        {
            AssertClose(run.Signal(0, name).Values, run.Signal(1, name).Values, 2e-3, $"{family} epsilon");

            // Its stabiliser is 1e-6, and some outputs are small.
            AssertClose(run.Signal(0, name).Values, run.Signal(2, name).Values, 1e-2, $"{family} gamma");
        });
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Signal_SeveralPasses_GiveTheBitsOfEachAlone(string family)
    {
        await using SeededModel model = SeededModel.Load(family);
        ImmutableArray<HookSelector> capture = [.. Inputs(model), HookSelector.Of(HookKind.Pattern)];

        using ModelRun together = model.Run(Passes(capture, [.. Sets]));

        for (int pass = 0; pass < Sets.Length; pass++)
        {
            using ModelRun alone = model.Run(Passes(capture, Sets[pass]));
            Assert.Equal(alone.ObjectiveValues.AsEnumerable(), together.ObjectiveValuesOf(pass));
            Assert.All(Names(model, capture), name => Assert.Equal(alone.Gradient(name).Values.ToArray(), together.Signal(pass, name).Values.ToArray()));
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Signal_EveryHookPointCaptured_ChangesNoBitAtTheInput(string family)
    {
        await using SeededModel model = SeededModel.Load(family);
        foreach (PropagationRules? rules in Sets)
        {
            using ModelRun few = model.Run(Passes(Inputs(model), rules));
            using ModelRun all = model.Run(Passes([HookSelector.Parse("*")], rules));

            Assert.All(model.Inputs, name => Assert.Equal(few.Gradient(name).Values.ToArray(), all.Gradient(name).Values.ToArray()));
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Signal_HeadResults_AreSharesOfTheAttentionOutput(string family)
    {
        await using SeededModel model = SeededModel.Load(family);

        using ModelRun run = model.Run(Passes([HookSelector.Of(HookKind.HeadResult), HookSelector.Of(HookKind.HeadOutput)], new CpLrpRules(), new EpsilonLrpRules(1e-9f)));

        foreach (HookPoint hook in model.Model.Hooks.Where(hook => hook.Kind == HookKind.HeadResult))
        {
            HookName z = HookName.Parse(hook.Name.Value.Replace(".result", ".z", StringComparison.Ordinal));
            for (int pass = 0; pass < 2; pass++)
            {
                float[] ofResults = Sums.OfPositions(run.Signal(pass, hook.Name));
                float[] ofHeads = Sums.OfPositions(run.Signal(pass, z));
                AssertClose(ofHeads, ofResults, 1e-3, $"{hook.Name}");
            }
        }
    }

    [Fact]
    public async Task Signal_AfterAnIntervention_IsOfTheEditedValue()
    {
        await using SeededModel model = SeededModel.Load("bert");
        HookName z = HookName.Parse("blocks.1.attn.z");
        BackwardPlan backward = new() { Rules = new CpLrpRules(), Capture = [HookSelector.Parse("blocks.1.attn.z")], AccountForRelevance = true };

        using ModelRun run = model.Run(new RunPlan
        {
            Interventions = [new HeadScale(HookSelector.Parse("blocks.1.attn.z"), [0, 2, 1])],
            Backward = backward,
            FurtherBackward = [backward with { Rules = null }],
            Capture = [HookSelector.Parse("blocks.1.attn.z")],
        });

        float[] edited = run.Captured(z).Values.ToArray();
        float[] relevance = run.Gradient(z).Values.ToArray();
        int width = run.Gradient(z).Shape[^1];
        Assert.All(Enumerable.Range(0, edited.Length).Where(index => index / width % 3 == 0), index => Assert.Equal(0, relevance[index]));
        Assert.Contains(relevance, value => value != 0);
        Assert.All(run.BalanceOf(0), balance => Assert.True(Math.Abs(balance.Error) <= 1e-5 * Math.Max(1, Math.Abs(balance.Started))));
    }

    private static RunPlan Passes(ImmutableArray<HookSelector> capture, params ReadOnlySpan<PropagationRules?> rules)
    {
        ImmutableArray<BackwardPlan>.Builder passes = ImmutableArray.CreateBuilder<BackwardPlan>(rules.Length);
        foreach (PropagationRules? set in rules)
        {
            passes.Add(new BackwardPlan { Rules = set, Capture = capture });
        }

        return new RunPlan { Backward = passes[0], FurtherBackward = [.. passes.Skip(1)] };
    }

    private static ImmutableArray<HookSelector> Inputs(SeededModel model) => [.. model.Inputs.Select(input => HookSelector.Parse(input.Value))];

    private static IEnumerable<HookName> Names(SeededModel model, ImmutableArray<HookSelector> selectors) =>
        selectors.SelectMany(selector => model.Model.Hooks.Resolve(selector, HookCapabilities.Relevance)).Select(hook => hook.Name);

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        double distance = Distance(expected, actual);
        Assert.True(distance <= tolerance, $"{what}: {distance:G3} of the largest value apart");
    }

    /// <summary>The largest difference, as a part of the largest value.</summary>
    private static double Distance(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 1e-12, distance = 0;
        for (int index = 0; index < expected.Length; index++)
        {
            largest = Math.Max(largest, Math.Abs(expected[index]));
            distance = Math.Max(distance, Math.Abs((double)expected[index] - actual[index]));
        }

        return distance / largest;
    }
}
