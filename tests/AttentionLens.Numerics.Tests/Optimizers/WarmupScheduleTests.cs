namespace AttentionLens.Numerics.Tests.Optimizers;

/// <summary>The learning rate of every step.</summary>
public sealed class WarmupScheduleTests
{
    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(1, 0.5)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(6, 0.8535533905932737)]
    [InlineData(8, 0.5)]
    [InlineData(12, 0)]
    [InlineData(1000, 0)]
    public void At_Step_RisesLinearlyThenFallsAlongACosine(int step, double share)
    {
        WarmupSchedule schedule = new(Peak: 0.02, WarmupSteps: 4, Steps: 12);

        Assert.Equal(0.02 * share, schedule.At(step), 1e-15);
    }

    [Fact]
    public void At_NoWarmup_StartsAtThePeak() => Assert.Equal(3, new WarmupSchedule(3, 0, 5).At(0));

    [Fact]
    public void At_WarmupLongerThanTheTraining_StaysFinite()
    {
        WarmupSchedule schedule = new(1, 5, 3);

        Assert.All(Enumerable.Range(0, 10), step => Assert.InRange(schedule.At(step), 0, 1));
    }
}
