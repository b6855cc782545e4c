using System.Buffers.Binary;

namespace AttentionLens.Rendering;

/// <summary>Writes PNG pictures whose bytes depend on nothing but the pixels. Source: ISO/IEC 15948:2004.</summary>
internal static class PngWriter
{
    private const byte TruecolorType = 2;
    private const byte PaletteType = 3;

    /// <summary>A picture with one palette index for each pixel; colours that no pixel uses are left out.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixels">The palette indices, top row first.</param>
    /// <param name="palette">Up to 256 colours.</param>
    /// <param name="shortest">The shortest repetition that the compression looks for.</param>
    public static byte[] Palette(int width, int height, ReadOnlySpan<byte> pixels, ReadOnlySpan<Rgb> palette, int shortest = MatchFinder.Shortest)
    {
        Span<bool> isUsed = stackalloc bool[256];
        foreach (byte pixel in pixels)
        {
            isUsed[pixel] = true;
        }

        byte[] renumbered = new byte[256];
        List<byte> colors = [];
        for (int index = 0; index < 256; index++)
        {
            if (isUsed[index])
            {
                renumbered[index] = (byte)(colors.Count / 3);
                colors.AddRange([palette[index].Red, palette[index].Green, palette[index].Blue]);
            }
        }

        byte[] rows = new byte[(width + 1) * height];
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                rows[(row * (width + 1)) + 1 + column] = renumbered[pixels[(row * width) + column]];
            }
        }

        return Assemble(width, height, PaletteType, [.. colors], rows, shortest);
    }

    /// <summary>A picture with red, green and blue for each pixel.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">Three bytes for each pixel, top row first.</param>
    /// <param name="shortest">The shortest repetition that the compression looks for.</param>
    public static byte[] Truecolor(int width, int height, ReadOnlySpan<byte> channels, int shortest = MatchFinder.Shortest)
    {
        int stride = width * 3;
        byte[] rows = new byte[(stride + 1) * height];
        for (int row = 0; row < height; row++)
        {
            channels.Slice(row * stride, stride).CopyTo(rows.AsSpan((row * (stride + 1)) + 1));
        }

        return Assemble(width, height, TruecolorType, [], rows, shortest);
    }

    private static byte[] Assemble(int width, int height, byte colorType, byte[] palette, byte[] rows, int shortest)
    {
        // Eight bits a channel, deflate, no row filter, no interlacing.
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = colorType;

        List<byte> picture = [.. PngChunk.Signature];
        PngChunk.Append(picture, "IHDR"u8, header);
        if (palette.Length > 0)
        {
            PngChunk.Append(picture, "PLTE"u8, palette);
        }

        PngChunk.Append(picture, "IDAT"u8, Zlib.Compress(rows, shortest));
        PngChunk.Append(picture, "IEND"u8, []);
        return [.. picture];
    }
}
