namespace AttentionLens.Abstractions.Tests;

public sealed class AttentionWeightsTests
{
    [Fact]
    public void Of_Probabilities_KeepsThemToA65535th()
    {
        float[] values = [.. Enumerable.Range(0, 600).Select(index => index / 599f)];

        AttentionWeights weights = AttentionWeights.Of(20, 30, values);

        for (int index = 0; index < values.Length; index++)
        {
            Assert.InRange(weights[index / 30, index % 30] - values[index], -0.5f / 65535 - 1e-7f, 0.5f / 65535 + 1e-7f);
        }
    }

    [Fact]
    public void Of_OddNumbers_StayWithinTheRange()
    {
        AttentionWeights weights = AttentionWeights.Of(1, 4, [float.NaN, -1, 2, float.PositiveInfinity]);

        Assert.Equal([0f, 0f, 1f, 1f], [weights[0, 0], weights[0, 1], weights[0, 2], weights[0, 3]]);
    }

    [Theory]
    [InlineData(2, 2, 3)]
    [InlineData(-1, 0, 0)]
    [InlineData(65536, 65536, 0)]
    public void Constructor_CodesThatDoNotFit_AreRefused(int queries, int keys, int codes) =>
        Assert.Throws<ArgumentException>(() => new AttentionWeights(queries, keys, [.. new ushort[codes]]));

    [Fact]
    public void Equals_SameCodes_AreEqualByValue()
    {
        AttentionWeights weights = AttentionWeights.Of(1, 2, [0.25f, 0.75f]);

        Assert.Equal(weights, AttentionWeights.Of(1, 2, [0.25f, 0.75f]));
        Assert.Equal(weights.GetHashCode(), AttentionWeights.Of(1, 2, [0.25f, 0.75f]).GetHashCode());
        Assert.NotEqual(weights, AttentionWeights.Of(2, 1, [0.25f, 0.75f]));
        Assert.NotEqual(weights, AttentionWeights.Of(1, 2, [0.25f, 0.7f]));
    }
}
