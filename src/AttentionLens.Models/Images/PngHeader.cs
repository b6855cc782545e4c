using System.Buffers.Binary;

namespace AttentionLens.Models.Images;

/// <summary>The header of a PNG file, checked. Source: ISO/IEC 15948:2004, 11.2.2.</summary>
internal readonly record struct PngHeader(int Width, int Height, int Depth, PngColor Color, bool IsInterlaced)
{
    private const int Length = 13;

    public int Samples => Color switch
    {
        PngColor.GreyAlpha => 2,
        PngColor.Rgb => 3,
        PngColor.RgbAlpha => 4,
        _ => 1,
    };

    /// <summary>The distance from a byte to the one that filters compare it with.</summary>
    public int Step => Math.Max(1, Samples * Depth / 8);

    public static PngHeader Read(ReadOnlySpan<byte> data, string file)
    {
        if (data.Length != Length)
        {
            throw ImageError.Of(file, $"has a PNG header of {data.Length} bytes", $"{Length}");
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width == 0 || height == 0 || (ulong)width * height > (ulong)ByteImage.MostPixels)
        {
            throw ImageError.Of(file, $"is {height} pixels high and {width} wide", $"at least one pixel and at most {ByteImage.MostPixels}");
        }

        PngHeader header = new((int)width, (int)height, data[8], (PngColor)data[9], data[12] == 1);
        bool isKnown = header.Color switch
        {
            PngColor.Grey => header.Depth is 1 or 2 or 4 or 8 or 16,
            PngColor.Palette => header.Depth is 1 or 2 or 4 or 8,
            PngColor.Rgb or PngColor.GreyAlpha or PngColor.RgbAlpha => header.Depth is 8 or 16,
            _ => false,
        };
        return isKnown && data[10] == 0 && data[11] == 0 && data[12] <= 1
            ? header
            : throw ImageError.Of(
                file,
                $"has a PNG header with colour type {data[9]}, bit depth {data[8]}, compression {data[10]}, filter {data[11]}, interlacing {data[12]}",
                "a combination that the format allows");
    }

    public int RowBytes(int width) => (int)((((long)width * Samples * Depth) + 7) / 8);
}
