using System.Collections.Immutable;
using AttentionLens.Attribution.Tests;
using AttentionLens.Engine;

namespace AttentionLens.Importance.Tests.Laws;

/// <summary>Every metric is what it says, with units removed too.</summary>
public sealed class MetricTests
{
    private static readonly LensInput[] Labelled =
    [
        .. Enumerable.Range(0, 12).Select(index => new LensInput { Ids = [2 + index, 5, 3 + (index % 4), 8], Label = index % 3 }),
    ];

    [Fact]
    public async Task LeaveOneOutMethod_Accuracy_IsThatOfTheModelWithoutTheUnit()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        ImmutableArray<InputBatch> batches = Scored.BatchesOf(seeded.Model, Labelled, 5);

        ImportanceResult result = await Scored.ByAsync(new LeaveOneOutMethod(), seeded.Model, batches, [UnitKind.Head, UnitKind.Layer], ImportanceMetric.Accuracy);

        Assert.Equal(await AccuracyAsync(seeded.Model, batches), result.Baseline, 1e-12);
        foreach (UnitImportance unit in result.Units)
        {
            // The model that it changes is disposed by its owner.
            IntervenedModel without = new(seeded.Model, unit.Unit.Removal, []);
            Assert.Equal(await AccuracyAsync(without, batches), unit.Value!.Value, 1e-12);
            Assert.Equal(result.Baseline - unit.Value.Value, unit.Score, 1e-12);
        }

        Assert.True(result.Units.Select(unit => unit.Value).Distinct().Count() > 1);
    }

    [Theory]
    [InlineData(ImportanceMetric.Logit)]
    [InlineData(ImportanceMetric.Probability)]
    public async Task LeaveOneOutMethod_PredictedClass_StaysThatOfTheWholeModel(ImportanceMetric metric)
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        ImmutableArray<InputBatch> batches = Scored.BatchesOf(seeded.Model, Labelled);
        ImportanceResult result = await Scored.ByAsync(new LeaveOneOutMethod(), seeded.Model, batches, [UnitKind.Layer], metric);
        Objective objective = metric == ImportanceMetric.Logit ? new LogitObjective() : new ProbabilityObjective();
        using ModelRun whole = await seeded.Model.RunAsync(batches[0], new RunPlan { Objective = objective });
        InputBatch pinned = batches[0].Pinned(whole.Targets);

        foreach (UnitImportance unit in result.Units)
        {
            using ModelRun without = await seeded.Model.RunAsync(pinned, new RunPlan { Objective = objective, Interventions = unit.Unit.Removal });
            Assert.Equal(without.ObjectiveValues.Average(), unit.Value!.Value, 1e-5);
            Assert.Equal(whole.ObjectiveValues.Average() - without.ObjectiveValues.Average(), unit.Score, 1e-5);
        }
    }

    [Theory]
    [InlineData("bert", true, ImportanceMetric.Loss)]
    [InlineData("bert", false, ImportanceMetric.Logit)]
    [InlineData("gpt2", false, ImportanceMetric.Loss)]
    [InlineData("bert mlm", false, ImportanceMetric.Logit)]
    public async Task ScoreAsync_NoMetricAskedFor_TakesTheLossWhereThereAreLabels(string family, bool isLabelled, ImportanceMetric expected)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        IEnumerable<LensInput> inputs = Labelled.Take(2).Select(input => input with { Label = isLabelled ? input.Label : null });

        Assert.Equal(expected, (await Scored.ByAsync(new LeaveOneOutMethod(), seeded.Model, Scored.BatchesOf(seeded.Model, inputs), [UnitKind.Layer])).Metric);
    }

    [Fact]
    public async Task ScoreAsync_TextsOfOtherLengths_CountByWhatIsPredictedInThem()
    {
        await using SeededModel seeded = SeededModel.Load("gpt2");
        LensInput[] texts = [new() { Ids = [4, 9, 3, 7, 11] }, new() { Ids = [6, 2] }];

        ImportanceResult result = await Scored.ByAsync(new LeaveOneOutMethod(), seeded.Model, Scored.BatchesOf(seeded.Model, texts), [UnitKind.Layer]);
        using ModelRun run = await seeded.Model.RunAsync(Scored.BatchesOf(seeded.Model, texts)[0], new RunPlan { Objective = new LossObjective() });

        Assert.Equal([4.0, 1.0], result.Weights.AsEnumerable());
        Assert.Equal(run.ObjectiveValues.Sum(), result.Baseline, 1e-5);
    }

    [Fact]
    public async Task ScoreAsync_UnitsThatTheMethodDoesNotScore_AreRefused()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        ImmutableArray<InputBatch> batches = [seeded.Batch()];

        await Assert.ThrowsAsync<LensInputException>(async () => await Scored.ByAsync(new GateMethod(), seeded.Model, batches, [UnitKind.Layer]));
        await Assert.ThrowsAsync<LensInputException>(async () => await Scored.ByAsync(new ShapleyMethod(), seeded.Model, batches, [UnitKind.Head, UnitKind.Layer]));
        await Assert.ThrowsAsync<LensInputException>(async () => await Scored.ByAsync(new RelevanceMethod(), seeded.Model, batches, [UnitKind.Head], null, null, ("rules", "attnlr")));
        await Assert.ThrowsAsync<LensInputException>(async () => await Scored.ByAsync(new LeaveOneOutMethod(), seeded.Model, batches, [UnitKind.Head], ImportanceMetric.Accuracy));
    }

    private static async Task<double> AccuracyAsync(LensModel model, ImmutableArray<InputBatch> batches)
    {
        List<double> right = [];
        foreach (InputBatch batch in batches)
        {
            right.AddRange((await TaskMetrics.EvaluateAsync(model, batch)).Select(measures => measures.Single(measure => measure.Name == "accuracy").Value));
        }

        return right.Average();
    }
}
