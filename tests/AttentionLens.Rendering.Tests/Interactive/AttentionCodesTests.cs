namespace AttentionLens.Rendering.Tests;

public sealed class AttentionCodesTests
{
    private static readonly float[] Values = [.. Enumerable.Range(0, 4096).Select(index => index / 4095f), 1e-6f, 0.00002f, 0.0005f, 0.99999f];

    [Theory]
    [InlineData(AttentionCodes.Full, 0.5 / 65535)]
    [InlineData(AttentionCodes.Short, 0.004)]
    public void Write_ReadAgain_IsOffByNoMoreThanItSays(int bits, double most)
    {
        AttentionHead head = new(0, 0, AttentionWeights.Of(1, Values.Length, Values));

        double[] read = Read(AttentionCodes.Write([head], 1, Values.Length, bits), bits);

        Assert.All(Values.Zip(read), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, most + 1e-7));
    }

    [Fact]
    public void Write_SmallWeightsInEightBits_StayApart()
    {
        AttentionHead head = new(0, 0, AttentionWeights.Of(1, 4, [0, 0.00002f, 0.0005f, 0.001f]));

        Assert.Equal(4, AttentionCodes.Write([head], 1, 4, AttentionCodes.Short).Distinct().Count());
    }

    [Fact]
    public void Write_FirstTokens_TakesThemOfEachHead()
    {
        AttentionHead first = new(0, 0, AttentionWeights.Of(2, 3, [0, 1, 0, 1, 0, 0]));
        AttentionHead second = new(0, 1, AttentionWeights.Of(2, 3, [1, 0, 0, 0, 0, 1]));

        Assert.Equal([0, 255, 255, 0], AttentionCodes.Write([first, second], 1, 2, AttentionCodes.Short));
        Assert.Equal([0, 255, 255, 0, 0, 255, 255, 0], AttentionCodes.Write([first, second], 1, 2, AttentionCodes.Full));
    }

    private static double[] Read(byte[] bytes, int bits) => bits == AttentionCodes.Short
        ? [.. bytes.Select(code => Math.Pow(code / 255.0, 2))]
        : [.. Enumerable.Range(0, bytes.Length / 2).Select(cell => ((bytes[cell] << 8) | bytes[(bytes.Length / 2) + cell]) / 65535.0)];
}
