using System.Collections.Immutable;
using AttentionLens.Attribution.Tests;
using AttentionLens.Engine;

namespace AttentionLens.Importance.Tests.Interaction;

/// <summary>What units cost together: against plain runs with both removed, and as laws.</summary>
public sealed class TogetherTests
{
    [Fact]
    public async Task GreedyRemoval_EveryStep_IsTheCheapestOfWhatIsLeft()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        ImportanceRequest request = Request(seeded);

        GreedyResult result = await GreedyRemoval.RunAsync(request);

        Assert.Equal(6, result.Steps.Select(step => step.Unit).Distinct().Count());
        ImmutableArray<ModelUnit> gone = [];
        foreach (GreedyStep step in result.Steps)
        {
            ModelUnit[] left = [.. result.Steps.Select(other => other.Unit).Except(gone)];
            double[] costs = [.. left.Select(unit => result.Baseline - Mean(seeded, request.Batches[0], [.. gone, unit]))];
            Assert.Equal(costs.Min(), step.Harm, 1e-5);
            Assert.Equal(result.Baseline - step.Harm, step.Value, 1e-9);
            gone = gone.Add(step.Unit);
        }
    }

    [Fact]
    public async Task GreedyRemoval_WithABound_StopsBeforeItCostsMore()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        ImportanceRequest request = Request(seeded);
        GreedyResult whole = await GreedyRemoval.RunAsync(request);
        double bound = Math.Max(0, whole.Steps[2].Harm) + 1e-9;

        GreedyResult result = await GreedyRemoval.RunAsync(request, bound);

        Assert.All(result.Steps, step => Assert.True(step.Harm <= bound));
        Assert.Equal(whole.Steps.Take(result.Steps.Length), result.Steps);
        Assert.True(result.Beyond is null ? result.Steps.Length == 6 : result.Beyond.Harm > bound);
        Assert.Equal(2, (await GreedyRemoval.RunAsync(request, null, 2)).Steps.Length);
    }

    [Fact]
    public async Task PairwiseInteraction_EveryPair_IsTheHarmOfBothLessThoseOfEach()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        ImportanceRequest request = Request(seeded);
        ImportanceResult scores = await ImportanceRunner.ScoreAsync(request);
        ImmutableArray<ModelUnit> units = PairwiseInteraction.MostImportant(scores, 4);

        PairwiseResult result = await PairwiseInteraction.RunAsync(request, units);

        Assert.Equal(6, result.Pairs.Length);
        foreach (UnitPair pair in result.Pairs)
        {
            double both = scores.Baseline - Mean(seeded, request.Batches[0], [pair.First, pair.Second]);
            double alone = scores.Units.Where(unit => unit.Unit == pair.First || unit.Unit == pair.Second).Sum(unit => unit.Score);
            Assert.Equal(both, pair.Harm, 1e-5);
            Assert.Equal(both - alone, pair.Interaction, 1e-5);
        }

        Assert.Equal(
            ManyTests.Adjust([.. result.Pairs.Select(pair => pair.Test!.PValue)], TestCorrection.Holm), result.Pairs.Select(pair => pair.Test!.AdjustedPValue));
    }

    [Fact]
    public async Task Together_UnitsOfTwoKindsOrNoBound_AreRefused()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        ImportanceRequest request = Request(seeded);

        await Assert.ThrowsAsync<LensInputException>(async () => await GreedyRemoval.RunAsync(request with { Units = [UnitKind.Head, UnitKind.Layer] }));
        await Assert.ThrowsAsync<LensInputException>(async () => await GreedyRemoval.RunAsync(request, -1));
        await Assert.ThrowsAsync<LensInputException>(async () => await GreedyRemoval.RunAsync(request, null, 0));
        await Assert.ThrowsAsync<LensInputException>(async () => await PairwiseInteraction.RunAsync(request, [new ModelUnit(UnitKind.Head, ModelUnit.Self, 0, 0)]));
        await Assert.ThrowsAsync<LensInputException>(async () => await PairwiseInteraction.RunAsync(
            request, [new ModelUnit(UnitKind.Head, ModelUnit.Self, 0, 0), new ModelUnit(UnitKind.Head, ModelUnit.Self, 9, 0)]));
    }

    private static ImportanceRequest Request(SeededModel seeded) => new()
    {
        Model = seeded.Model,
        Batches = [seeded.Batch()],
        Method = new LeaveOneOutMethod(),
        Metric = ImportanceMetric.Logit,
    };

    // The logit of what the whole model predicts, of each example, run by itself.
    private static double Mean(SeededModel seeded, InputBatch batch, ImmutableArray<ModelUnit> removed)
    {
        ModelUnit[] counted = [.. removed.Select(unit => unit with { HeadCount = 3 })];
        using ModelRun whole = seeded.Run(new RunPlan { Objective = new LogitObjective() });
        using ModelRun run = seeded.Model.RunAsync(
            batch.Pinned(whole.Targets), new RunPlan { Objective = new LogitObjective(), Interventions = ModelUnits.RemovalOf(counted) }).AsTask().GetAwaiter().GetResult();
        return run.ObjectiveValues.Average();
    }
}
