namespace AttentionLens.Rendering.Tests;

public sealed class PlainPngTests
{
    private static readonly Rgb[] Ramp = [.. Enumerable.Range(0, 256).Select(level => new Rgb((byte)level, (byte)level, (byte)(255 - level)))];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Of_EnlargedPalette_HasOnePixelForEachBlock(int block)
    {
        byte[] pixels = Noise(20 * 12);
        byte[] enlarged = PngWriter.Palette(20 * block, 12 * block, Enlarged(pixels, 20, 1, block), Ramp);

        DecodedPng plain = DecodedPng.Read(PlainPng.Of(enlarged, merged: 1));

        Assert.Equal((20, 12), (plain.Width, plain.Height));
        Assert.Equal(pixels.Select(pixel => Ramp[pixel]), plain.Pixels);
    }

    [Fact]
    public void Of_EnlargedTruecolor_HasOnePixelForEachBlock()
    {
        byte[] channels = Noise(9 * 6 * 3);

        DecodedPng plain = DecodedPng.Read(PlainPng.Of(PngWriter.Truecolor(9 * 4, 6 * 4, Enlarged(channels, 9, 3, 4)), merged: 1));

        Assert.Equal((9, 6), (plain.Width, plain.Height));
        Assert.Equal(channels, plain.Pixels.SelectMany(pixel => new[] { pixel.Red, pixel.Green, pixel.Blue }));
    }

    [Fact]
    public void Of_MergedColors_AreFewerAndNear()
    {
        byte[] pixels = Noise(64 * 64);

        DecodedPng plain = DecodedPng.Read(PlainPng.Of(PngWriter.Palette(64, 64, pixels, Ramp), merged: 4));

        Assert.InRange(plain.Pixels.Distinct().Count(), 32, 64);
        Assert.All(pixels.Zip(plain.Pixels), pair => Assert.InRange(Math.Abs(pair.First - pair.Second.Red), 0, 3));
    }

    [Fact]
    public void Of_MergedColorsThatDiffer_StayApart()
    {
        Rgb[] palette = [new Rgb(0, 0, 0), new Rgb(255, 255, 255), new Rgb(255, 0, 0), new Rgb(250, 0, 0)];
        byte[] pixels = [.. Enumerable.Range(0, 4000).Select(index => (byte)(index * index / 7 % 4))];

        DecodedPng plain = DecodedPng.Read(PlainPng.Of(PngWriter.Palette(80, 50, pixels, palette), merged: 4));

        Assert.Equal(3, plain.Pixels.Distinct().Count());
    }

    [Fact]
    public void Of_AnyByteChangedOrCut_ThrowsNothing()
    {
        byte[] png = PngWriter.Palette(24, 24, Enlarged(Noise(64), 8, 1, 3), Ramp);
        for (int index = 0; index < png.Length; index++)
        {
            byte[] changed = [.. png];
            changed[index] ^= 0x15;
            Assert.InRange(PlainPng.Of(changed, merged: 4).Length, 1, png.Length);
            Assert.InRange(PlainPng.Of(png[..index], merged: 4).Length, 0, png.Length);
        }
    }

    private static byte[] Noise(int length)
    {
        SeededRandom random = new(5);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)(random.NextUniform() * 255))];
    }

    private static byte[] Enlarged(byte[] values, int width, int channels, int block)
    {
        int height = values.Length / width / channels;
        return
        [
            .. from row in Enumerable.Range(0, height * block)
               from column in Enumerable.Range(0, width * block)
               from channel in Enumerable.Range(0, channels)
               select values[((((row / block) * width) + (column / block)) * channels) + channel],
        ];
    }
}
