using System.Collections.Immutable;
using AttentionLens.Attribution.Tests;
using AttentionLens.Engine;

namespace AttentionLens.Importance.Tests.Statistics;

/// <summary>The tests that stand beside the scores of removals.</summary>
public sealed class RemovalTestTests
{
    [Fact]
    public async Task ScoreAsync_Removals_AreTestedWithinTheirKind()
    {
        await using SeededModel seeded = SeededModel.Load("bert");

        ImportanceResult result = await Scored.ByAsync(
            new LeaveOneOutMethod(), seeded.Model, [seeded.Batch()], [UnitKind.Head, UnitKind.Mlp], ImportanceMetric.Logit);

        foreach (IGrouping<UnitKind, UnitImportance> kind in result.Units.GroupBy(unit => unit.Unit.Kind))
        {
            RemovalTest[] tests = [.. kind.Select(unit => unit.Test!)];
            Assert.Equal(ManyTests.Adjust([.. tests.Select(test => test.PValue)], TestCorrection.Holm), tests.Select(test => test.AdjustedPValue));
            Assert.All(kind, unit => Assert.Equal(SignFlipTest.Of(unit.Contributions.AsSpan(), 1, 0, 0).PValue, unit.Test!.PValue, 1e-12));
            Assert.All(kind, unit => Assert.Equal(EffectSize.Hedges(unit.Contributions.AsSpan())!.Value, unit.Test!.EffectSize!.Value, 1e-9));
        }
    }

    [Fact]
    public async Task ScoreAsync_Accuracy_CountsWhatIsLostAndWon()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        InputBatch batch = seeded.Batch();
        InputBatch labelled = new([.. batch.Examples.Select((example, row) => example.WithInput(example.Input with { Label = row % 2 }))]);

        ImportanceResult result = await Scored.ByAsync(new LeaveOneOutMethod(), seeded.Model, [labelled], [UnitKind.Layer], ImportanceMetric.Accuracy);

        Assert.All(result.Units, unit =>
        {
            Assert.Equal("mcnemar-exact", unit.Test!.Name);
            Assert.Equal(McNemarTest.Of(unit.Test.Lost!.Value, unit.Test.Won!.Value), unit.Test.PValue);
            Assert.Equal(unit.Score, unit.Test.RiskDifference!.Value, 1e-12);
        });
    }

    [Fact]
    public async Task ScoreAsync_MethodWithoutRemovals_IsNotTested()
    {
        await using SeededModel seeded = SeededModel.Load("bert");

        ImportanceResult result = await Scored.ByAsync(new TaylorMethod(), seeded.Model, [seeded.Batch()], [UnitKind.Head], ImportanceMetric.Logit);

        Assert.All(result.Units, unit => Assert.Null(unit.Test));
    }

    [Fact]
    public void Of_HeavyExample_CountsAsItCountsInTheMean()
    {
        ImmutableArray<double> weights = [1, 1, 1, 9];
        UnitImportance unit = new(new ModelUnit(UnitKind.Mlp, ModelUnit.Self, 0), 1) { Contributions = [-1, -1, -1, 1], Values = [0, 0, 0, 0] };

        RemovalTest test = Assert.Single(new RemovalTests(ImportanceMetric.Loss, weights, TestCorrection.Holm, 0).Of([unit])).Test!;

        // By hand: |±1 ±1 ±1 ±9| is at least 6 always; the sum observed, 6, is the smallest of all.
        Assert.Equal(1, test.PValue);
        Assert.True(test.EffectSize > 0);
    }
}
