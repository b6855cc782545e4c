namespace AttentionLens.Engine.Tests;

public sealed class RandomWeightsTests
{
    [Fact]
    public void Edit_ANamedWeight_IsDrawnAnewWithItsMeanAndDeviation()
    {
        float[] values = [.. Enumerable.Range(0, 20_000).Select(index => 3 + (index % 2 == 0 ? 0.5f : -0.5f))];

        new RandomWeights(["w"], 1).Edit("w", values);

        double mean = values.Average(value => (double)value);
        Assert.Equal(3, mean, 0.02);
        Assert.Equal(0.5, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 0.02);
        Assert.True(values.Distinct().Count() > 19_000);
    }

    [Fact]
    public void Edit_AnotherWeight_StaysAsItIs()
    {
        float[] values = [1, 2, 3];

        RandomWeights weights = new(["w"], 1);
        weights.Edit("v", values);

        Assert.Equal([1, 2, 3], values);
        Assert.Equal("w", weights.Untouched);
    }

    [Fact]
    public void Edit_MoreNames_ChangeNothingForTheFirst()
    {
        Assert.Equal(Drawn(1, "w"), Drawn(1, "w", "v"));
        Assert.NotEqual(Drawn(1, "w"), Drawn(2, "w"));
    }

    [Fact]
    public void Edit_EqualNumbers_StayEqual()
    {
        float[] values = [1, 1, 1];

        new RandomWeights(["w"], 1).Edit("w", values);

        Assert.Equal([1, 1, 1], values);
    }

    private static float[] Drawn(ulong seed, params string[] names)
    {
        float[] values = [1, 2, 3, 4];
        new RandomWeights(names, seed).Edit("w", values);
        return values;
    }
}
