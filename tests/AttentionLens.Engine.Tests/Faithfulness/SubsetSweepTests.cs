namespace AttentionLens.Engine.Tests;

public sealed class SubsetSweepTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task RunAsync_SubsetsOfTwoExamples_HaveTheirOwnValues(int maxRows)
    {
        FakeModel model = new();
        InputBatch batch = Planted.Batch(model, [[10, 20, 30, 1], [40, 50, 60, 2]], position: 3);
        RemovableInput[] inputs = [.. Enumerable.Range(0, 2).Select(index => RemovableInput.Of(model, batch, index, RemovalMode.Delete))];
        SubsetSweep sweep = new(model, batch, new SweepLimits(maxRows));

        await sweep.RunAsync(new ProbabilityObjective(), Wanted(inputs), _ => { }, default);

        Assert.Equal([0.51, 0.31, 0.61], Wanted([inputs[0]]).Select(want => Math.Round(sweep[want.Input, want.Subset], 9)));
        Assert.Equal([1.12, 0.62, 1.52], Wanted([inputs[1]]).Select(want => Math.Round(sweep[want.Input, want.Subset], 9)));
        Assert.All(model.Plans, plan => Assert.InRange(plan.RowInterventions.Length, 1, maxRows));
    }

    [Fact]
    public async Task RunAsync_WhatWasRun_IsNotRunAgain()
    {
        FakeModel model = new();
        InputBatch batch = Planted.Batch(model, [[10, 20, 30]]);
        RemovableInput input = RemovableInput.Of(model, batch, 0, RemovalMode.Pad);
        SubsetSweep sweep = new(model, batch, new SweepLimits(1));

        await sweep.RunAsync(new ProbabilityObjective(), Wanted([input, input]), _ => { }, default);
        await sweep.RunAsync(new ProbabilityObjective(), Wanted([input]).Append((input, new Subset(3, [1]))), _ => { }, default);

        Assert.Equal(4, model.Plans.Count);
    }

    private static IEnumerable<(RemovableInput Input, Subset Subset)> Wanted(RemovableInput[] inputs) =>
        inputs.SelectMany(input => ((Subset[])[new(3, [0]), new(3, [0, 1]), new(3, [])]).Select(subset => (input, subset)));
}
