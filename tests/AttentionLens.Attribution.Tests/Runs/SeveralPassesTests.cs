using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Attribution.Tests.Runs;

/// <summary>Plans with several backward passes: what they give, and what is refused.</summary>
[Collection(PoolCollection.Name)]
public sealed class SeveralPassesTests : IAsyncLifetime
{
    private static readonly HookName Embed = HookName.Parse("embed");
    private static readonly BackwardPlan AtEmbed = new() { Capture = [HookSelector.Parse("embed")] };
    private readonly SeededModel _model = SeededModel.Load("bert");

    [Fact]
    public void Signal_PassesWithObjectivesOfTheirOwn_AreTold()
    {
        using ModelRun run = _model.Run(new RunPlan
        {
            Backward = AtEmbed with { Objective = new LogitObjective(0) },
            FurtherBackward = [AtEmbed with { Objective = new LogitObjective(2) }, AtEmbed with { Objective = new LogitDifferenceObjective(0, 2) }],
        });

        float[] first = run.Gradient(Embed).Values.ToArray(), second = run.Signal(1, Embed).Values.ToArray(), third = run.Signal(2, Embed).Values.ToArray();
        Assert.Equal(first, run.Signal(0, Embed).Values.ToArray());
        Assert.Equal(run.Output.Values[2], run.ObjectiveValuesOf(1)[0], 1e-6);
        Assert.Equal(run.Output.Values[0] - run.Output.Values[2], run.ObjectiveValuesOf(2)[0], 1e-6);
        Assert.All(Enumerable.Range(0, first.Length), index => Assert.Equal(first[index] - second[index], third[index], 1e-5));
    }

    [Fact]
    public void Signal_HookPointsOfOtherPasses_AreRefused()
    {
        using ModelRun run = _model.Run(new RunPlan
        {
            Backward = AtEmbed,
            FurtherBackward = [new BackwardPlan { Capture = [HookSelector.Parse("blocks.1.attn.pattern")] }],
        });

        Assert.Contains("FurtherBackward[0].Capture", Refused(() => run.Signal(1, Embed)), StringComparison.Ordinal);
        Assert.Contains("2 backward passes", Refused(() => run.Signal(2, Embed)), StringComparison.Ordinal);
        Assert.Contains("-1", Refused(() => run.ObjectiveValuesOf(-1)), StringComparison.Ordinal);
        Assert.Contains("AccountForRelevance", Refused(() => run.BalanceOf(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_PlansThatCannotBe_AreRefused()
    {
        Assert.Contains("no first one", Refused(() => _model.Run(new RunPlan { FurtherBackward = [AtEmbed] })), StringComparison.Ordinal);
        Assert.Contains("weight gradients", Refused(() => _model.Run(
            new RunPlan { Backward = AtEmbed, FurtherBackward = [AtEmbed with { WeightGradients = true }] })), StringComparison.Ordinal);
        Assert.Contains("at most 64", Refused(() => _model.Run(
            new RunPlan { Backward = AtEmbed, FurtherBackward = [.. Enumerable.Repeat(AtEmbed, Tape.MostPasses)] })), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AsManyPassesAsThereCanBe_GivesThemAll()
    {
        using ModelRun run = _model.Run(new RunPlan { Backward = AtEmbed, FurtherBackward = [.. Enumerable.Repeat(AtEmbed, Tape.MostPasses - 1)] });

        Assert.Equal(run.Gradient(Embed).Values.ToArray(), run.Signal(Tape.MostPasses - 1, Embed).Values.ToArray());
    }

    [Fact]
    public void Dispose_EverythingAskedFor_GivesEverythingBack()
    {
        long before = TensorPool.BytesInUse;
        ImmutableArray<HookSelector> all = [HookSelector.Parse("*")];

        _model.Run(new RunPlan
        {
            Backward = new BackwardPlan { Rules = new AttnLrpRules(), Capture = all, AccountForRelevance = true },
            FurtherBackward = [new BackwardPlan { Rules = new CheferLrpRules(), Capture = all }, new BackwardPlan { Rules = new GammaLrpRules(), Capture = all }],
        }).Dispose();

        Assert.Equal(before, TensorPool.BytesInUse);
    }

    [Fact]
    public void Run_RuleOfALaterPassThrows_GivesEverythingBack()
    {
        long before = TensorPool.BytesInUse;

        Assert.Throws<FormatException>(() => _model.Run(new RunPlan
        {
            Backward = new BackwardPlan { Rules = new CheferLrpRules(), Capture = [HookSelector.Parse("*")] },
            FurtherBackward = [AtEmbed with { Rules = new FailingRules() }],
        }));

        Assert.Equal(before, TensorPool.BytesInUse);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _model.DisposeAsync();

    private static string Refused(Func<object> action)
    {
        string message = Assert.Throws<LensInputException>(action).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private sealed class FailingRules : PropagationRules
    {
        public override string Name => "failing";

        public override PropagationRule? RuleFor(OperationInfo operation) => operation.Name == "blocks.0.mlp_out" ? new Rule() : null;

        private sealed class Rule : PropagationRule
        {
            public override void Propagate(PropagationStep step) => throw new FormatException("no");
        }
    }
}
