namespace AttentionLens.Rendering.Tests;

public sealed class PngWriterTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(300, 200)]
    public void Palette_ReadAgain_HasThePixels(int width, int height)
    {
        Rgb[] palette = [.. Enumerable.Range(0, 256).Select(index => new Rgb((byte)index, (byte)(index * 7), (byte)(255 - index)))];
        byte[] pixels = [.. Enumerable.Range(0, width * height).Select(index => (byte)(index * index / 5))];

        DecodedPng picture = DecodedPng.Read(PngWriter.Palette(width, height, pixels, palette));

        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.Equal(pixels.Select(pixel => palette[pixel]), picture.Pixels);
    }

    [Fact]
    public void Truecolor_ReadAgain_HasThePixels()
    {
        byte[] channels = [.. Enumerable.Range(0, 40 * 30 * 3).Select(index => (byte)(index * 31 % 253))];

        DecodedPng picture = DecodedPng.Read(PngWriter.Truecolor(40, 30, channels));

        Assert.Equal(channels, picture.Pixels.SelectMany(pixel => new[] { pixel.Red, pixel.Green, pixel.Blue }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(200_000)]
    public void Compress_AnyBytes_CanBeInflated(int length)
    {
        foreach (byte[] bytes in new[] { Constant(length), Noise(length), Skewed(length), Periodic(length) })
        {
            byte[] compressed = Zlib.Compress(bytes);

            Assert.Equal(bytes, DecodedPng.Inflate(compressed));
            Assert.True(compressed.Length <= length + ((length / 65535) * 5) + 16, $"{length} to {compressed.Length}");
        }
    }

    [Fact]
    public void Compress_Repetition_BecomesSmall() => Assert.True(Zlib.Compress(Periodic(200_000)).Length < 4000);

    private static byte[] Constant(int length) => new byte[length];

    private static byte[] Periodic(int length) => [.. Enumerable.Range(0, length).Select(index => (byte)(index % 1000 * 37 / 11))];

    private static byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        uint state = 7;
        for (int index = 0; index < length; index++)
        {
            state = (state * 1664525) + 1013904223;
            bytes[index] = (byte)(state >> 24);
        }

        return bytes;
    }

    // Frequencies like Fibonacci numbers make the deepest Huffman trees.
    private static byte[] Skewed(int length)
    {
        List<byte> bytes = [];
        (int count, int next) = (1, 1);
        for (byte symbol = 0; bytes.Count < length; symbol++)
        {
            for (int index = 0; index < count && bytes.Count < length; index++)
            {
                bytes.Add((byte)((symbol * 7) + (index % 2 == 0 ? 0 : 128)));
            }

            (count, next) = (next, count + next);
        }

        return [.. bytes];
    }
}
