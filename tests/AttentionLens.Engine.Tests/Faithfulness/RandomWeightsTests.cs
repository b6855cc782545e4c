namespace AttentionLens.Engine.Tests;

public sealed class RandomWeightsTests
{
    [Fact]
    public void Of_ANamedWeight_IsDrawnAnewWithItsMeanAndDeviation()
    {
        float[] values = [.. Enumerable.Range(0, 20_000).Select(index => 3 + (index % 2 == 0 ? 0.5f : -0.5f))];

        RandomWeights.Of(new HashSet<string> { "w" }, 1)("w", values);

        double mean = values.Average(value => (double)value);
        Assert.Equal(3, mean, 0.02);
        Assert.Equal(0.5, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 0.02);
        Assert.True(values.Distinct().Count() > 19_000);
    }

    [Fact]
    public void Of_AnotherWeight_StaysAsItIs()
    {
        float[] values = [1, 2, 3];

        RandomWeights.Of(new HashSet<string> { "w" }, 1)("v", values);

        Assert.Equal([1, 2, 3], values);
    }

    [Fact]
    public void Of_MoreNames_ChangeNothingForTheFirst()
    {
        Assert.Equal(Drawn(1, "w"), Drawn(1, "w", "v"));
        Assert.NotEqual(Drawn(1, "w"), Drawn(2, "w"));
    }

    [Fact]
    public void Of_EqualNumbers_StayEqual()
    {
        float[] values = [1, 1, 1];

        RandomWeights.Of(new HashSet<string> { "w" }, 1)("w", values);

        Assert.Equal([1, 1, 1], values);
    }

    private static float[] Drawn(ulong seed, params string[] names)
    {
        float[] values = [1, 2, 3, 4];
        RandomWeights.Of(names.ToHashSet(), seed)("w", values);
        return values;
    }
}
