namespace AttentionLens.Rendering.Tests;

public sealed class AttentionCodesTests
{
    private static readonly float[] Values = [.. Enumerable.Range(0, 4096).Select(index => index / 4095f), 1e-6f, 0.00002f, 0.0005f, 0.99999f];

    [Theory]
    [InlineData(65535, 0.5 / 65535)]
    [InlineData(255, 0.004)]
    [InlineData(128, 0.008)]
    [InlineData(64, 0.016)]
    [InlineData(32, 0.031)]
    public void Write_ReadAgain_IsOffByNoMoreThanItSays(int levels, double most)
    {
        AttentionHead head = new(0, 0, AttentionWeights.Of(1, Values.Length, Values));

        double[] read = Read(AttentionCodes.Write([head], 1, Values.Length, new AttentionDetail(levels, int.MaxValue)), levels);

        Assert.All(Values.Zip(read), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, most + 1e-7));
    }

    [Fact]
    public void Write_SmallWeightsInEightBits_StayApart()
    {
        AttentionHead head = new(0, 0, AttentionWeights.Of(1, 4, [0, 0.00002f, 0.0005f, 0.001f]));

        Assert.Equal(4, AttentionCodes.Write([head], 1, 4, Short).Distinct().Count());
    }

    [Fact]
    public void Write_FirstTokens_TakesThemOfEachHead()
    {
        AttentionHead first = new(0, 0, AttentionWeights.Of(2, 3, [0, 1, 0, 1, 0, 0]));
        AttentionHead second = new(0, 1, AttentionWeights.Of(2, 3, [1, 0, 0, 0, 0, 1]));

        Assert.Equal([0, 255, 255, 0], AttentionCodes.Write([first, second], 1, 2, Short));
        Assert.Equal([0, 255, 255, 0, 0, 255, 255, 0], AttentionCodes.Write([first, second], 1, 2, AttentionDetail.Full));
    }

    [Fact]
    public void Write_StrongestLinks_LeavesTheFirstOfEqualOnes()
    {
        AttentionHead head = new(0, 0, AttentionWeights.Of(2, 4, [0.25f, 0.25f, 0.25f, 0.25f, 0.1f, 0.2f, 0.7f, 0]));

        byte[] bytes = AttentionCodes.Write([head], 2, 4, new AttentionDetail(32, 2));

        Assert.Equal([16, 16, 0, 0, 0, 14, 27, 0], bytes);
    }

    [Fact]
    public void Coarser_Details_SayWhatIsLost()
    {
        Assert.Equal(["Weights are kept in 64 steps on a square-root scale: each is off by at most 0.016."], new AttentionDetail(64, int.MaxValue).Words());
        Assert.Equal("Of each token that attends, the 16 strongest links are here; the others count as 0.", new AttentionDetail(32, 16).Words().Last());
    }

    private static AttentionDetail Short => AttentionDetail.Coarser[0];

    private static double[] Read(byte[] bytes, int levels) => levels <= byte.MaxValue
        ? [.. bytes.Select(code => Math.Pow(code / (double)levels, 2))]
        : [.. Enumerable.Range(0, bytes.Length / 2).Select(cell => ((bytes[cell] << 8) | bytes[(bytes.Length / 2) + cell]) / 65535.0)];
}
