using System.Buffers.Binary;

namespace AttentionLens.Encoders.Tests.Images;

/// <summary>PNG files of every kind, and damaged ones.</summary>
public sealed class PngTests
{
    private const int Width = 13;
    private const int Height = 11;

    public static TheoryData<int, int, bool> Kinds
    {
        get
        {
            TheoryData<int, int, bool> kinds = [];
            foreach ((int color, int depth) in ((int, int)[])
                [(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16)])
            {
                kinds.Add(color, depth, false);
                kinds.Add(color, depth, true);
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Encode_EveryKindOfPng_GivesItsLevels(int color, int depth, bool isInterlaced)
    {
        PngBytes png = Png(color, depth, isInterlaced);

        ImagePixels pixels = ImageReading.Read(png.ToArray());

        for (int index = 0; index < pixels.Values.Length; index++)
        {
            (int line, int column) = Math.DivRem(index, Width);
            (int channel, int row) = Math.DivRem(line, Height);
            int sample = png.Sample(row, column, color is 2 or 6 ? channel : 0);
            double expected = color == 3 ? png.Palette[(sample * 3) + channel]
                : depth == 16 ? sample >> 8
                : sample * 255.0 / ((1 << depth) - 1);
            Assert.Equal(expected, pixels.Values[index]);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 9)]
    [InlineData(17, 5)]
    public void Encode_InterlacedOfAnySize_EqualsPlain(int width, int height)
    {
        byte[][] files = [.. new[] { false, true }.Select(isInterlaced => new PngBytes
        {
            Width = width, Height = height, Color = 2, IsInterlaced = isInterlaced, Sample = Sample(255),
        }.ToArray())];

        Assert.Equal(ImageReading.Read(files[0]).Values.ToArray(), ImageReading.Read(files[1]).Values.ToArray());
    }

    [Theory]
    [InlineData(0, 8, false)]
    [InlineData(3, 4, true)]
    public void Encode_FileCutShort_IsRefusedWhereverItIsCut(int color, int depth, bool isInterlaced)
    {
        byte[] file = Png(color, depth, isInterlaced).ToArray();
        for (int length = 0; length < file.Length; length++)
        {
            TestModel.AssertRefused(() => ImageReading.Read(file[..length]), "image.png", "expected");
        }
    }

    [Fact]
    public void Encode_ByteChanged_IsRefused()
    {
        byte[] file = Png(3, 4, isInterlaced: false).ToArray();
        for (int place = 0; place < file.Length; place++)
        {
            byte[] changed = [.. file];
            changed[place] ^= 0x55;

            TestModel.AssertRefused(() => ImageReading.Read(changed), "image.png");
        }
    }

    [Fact]
    public void Encode_ByteChangedUnderARightChecksum_IsReadOrRefused()
    {
        byte[] file = Png(3, 4, isInterlaced: true).ToArray();
        int refused = 0;
        int read = 0;
        for (int start = 8; start < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(start));
            for (int place = start + 4; place < start + 8 + length; place++)
            {
                byte[] changed = [.. file];
                changed[place] ^= 0x11;
                BinaryPrimitives.WriteUInt32BigEndian(
                    changed.AsSpan(start + 8 + length), PngBytes.Sum(changed.AsSpan(start + 4, length + 4)));
                try
                {
                    ImageReading.Read(changed);
                    read++;
                }
                catch (LensInputException)
                {
                    refused++;
                }
            }

            start += 12 + length;
        }

        Assert.True(read > 10 && refused > 30, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Encode_SmallFileThatClaimsAManyPixels_IsRefused()
    {
        byte[] file = Png(0, 8, isInterlaced: false).ToArray();
        foreach ((int width, int height, string word) in ((int, int, string)[])
            [(int.MaxValue, int.MaxValue, "2147483647"), (1 << 13, 1 << 13, "bytes of data"), (1 << 14, 1 << 13, "at most"), (0, 5, "at least one pixel")])
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), PngBytes.Sum(file.AsSpan(12, 17)));

            TestModel.AssertRefused(() => ImageReading.Read(file), word);
        }
    }

    [Fact]
    public void Encode_ColorBeyondThePalette_IsRefused()
    {
        PngBytes png = new() { Width = 2, Height = 1, Color = 3, Palette = [1, 2, 3], Sample = (_, column, _) => column };

        TestModel.AssertRefused(() => ImageReading.Read(png.ToArray()), "colour 1", "1 colours");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("GIF89a", "begins like no known format")]
    public void Encode_OtherFormat_IsRefused(string text, string word) =>
        TestModel.AssertRefused(() => ImageReading.Read(System.Text.Encoding.ASCII.GetBytes(text)), word, "PNG or JPEG");

    [Theory]
    [InlineData("no-such-file.png", "is not there")]
    [InlineData(".", "is a folder")]
    public void Encode_NoFile_IsRefused(string path, string word)
    {
        using TestFolder folder = new(new() { ["model_type"] = "vit" });
        folder.Write("preprocessor_config.json", ImageReading.Untouched);

        TestModel.AssertRefused(
            () => ImageReading.Processor(folder, 3).Encode(0, new LensInput { Image = folder.At(path) }, new EncodeOptions()), word);
    }

    private static PngBytes Png(int color, int depth, bool isInterlaced) => new()
    {
        Width = Width,
        Height = Height,
        Depth = depth,
        Color = color,
        IsInterlaced = isInterlaced,
        Palette = color == 3 ? [.. Enumerable.Range(0, 3 << depth).Select(index => (byte)(index * 37))] : [],
        Sample = Sample((1 << depth) - 1),
    };

    private static Func<int, int, int, int> Sample(int largest) =>
        (row, column, channel) => (int)((((row * 71L) + (column * 193) + (channel * 57) + 5) * 2654435761) >> 7 & largest);
}
