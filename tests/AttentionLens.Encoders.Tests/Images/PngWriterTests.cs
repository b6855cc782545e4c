using AttentionLens.Models;

namespace AttentionLens.Encoders.Tests.Images;

public sealed class PngWriterTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 7, 3)]
    [InlineData(7, 5, 1)]
    [InlineData(1, 21845, 3)]
    [InlineData(260, 255, 1)]
    [InlineData(211, 173, 3)]
    public void Write_Image_IsReadBack(int height, int width, int channels)
    {
        byte[] levels = [.. Enumerable.Range(0, height * width * channels).Select(index => (byte)(index * 37 / 11))];

        ImagePixels read = ImageReading.Read(PngWriter.Write(height, width, channels, levels), channels: channels);

        Assert.Equal((height, width), (read.Height, read.Width));
        for (int index = 0; index < levels.Length; index++)
        {
            Assert.Equal(levels[index], read.Values[(index % channels * height * width) + (index / channels)]);
        }
    }

    [Fact]
    public void Write_OneGreyPixel_IsThisFile() =>
        Assert.Equal(
            "89504E470D0A1A0A"
            + "0000000D49484452000000010000000108000000003A7E9B55"
            + "0000000D494441547801010200FDFF008000820081" + Convert.ToHexString(Sum("4944415478010102" + "00FDFF008000820081"))
            + "0000000049454E44AE426082",
            Convert.ToHexString(PngWriter.Write(1, 1, 1, [128])));

    [Theory]
    [InlineData(0, 1, 1, 0)]
    [InlineData(1, -1, 1, 1)]
    [InlineData(1, 1, 2, 2)]
    [InlineData(2, 2, 3, 11)]
    [InlineData(2, 2, 1, 5)]
    [InlineData(65536, 65536, 1, 0)]
    [InlineData(int.MaxValue, int.MaxValue, 3, 3)]
    public void Write_WhatIsNoImage_IsRefused(int height, int width, int channels, int count) =>
        Assert.Throws<ArgumentException>("levels", () => PngWriter.Write(height, width, channels, new byte[count]));

    private static byte[] Sum(string hex)
    {
        byte[] sum = BitConverter.GetBytes(PngBytes.Sum(Convert.FromHexString(hex)));
        Array.Reverse(sum);
        return sum;
    }
}
