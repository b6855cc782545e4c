using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;

namespace AttentionLens.Rendering;

/// <summary>Makes pictures of ours smaller for a viewer that enlarges them with sharp edges: pixels that were enlarged become one again, and colours that lie next to
/// each other in the palette and hardly differ become one.</summary>
internal static class PlainPng
{
    private const int MostBytes = 1 << 26;
    private const int LongRepetition = 10;
    private const int LeastDifference = 20;

    /// <summary>The picture, or the given one where that is no larger or not of the kind that we write.</summary>
    /// <param name="png">A PNG picture, possibly a stranger's.</param>
    /// <param name="merged">How many neighbours in the palette may become one colour; 1 for none.</param>
    public static byte[] Of(byte[] png, int merged)
    {
        if (Read(png) is not { } picture)
        {
            return png;
        }

        (int width, int height, int channels, byte[] pixels, Rgb[] palette) = picture;
        int block = Enlargement(width, height, channels, pixels);
        byte[] small = Shrunk(width, height, channels, pixels, block);
        Merge(small, palette, merged);
        byte[] plain = channels == 1
            ? PngWriter.Palette(width / block, height / block, small, palette, LongRepetition)
            : PngWriter.Truecolor(width / block, height / block, small, LongRepetition);
        return plain.Length < png.Length ? plain : png;
    }

    private static (int Width, int Height, int Channels, byte[] Pixels, Rgb[] Palette)? Read(byte[] png)
    {
        try
        {
            ImmutableArray<PngChunk> chunks = PngChunk.ReadAll(png);
            PngChunk[] data = [.. chunks.Where(chunk => chunk.Is("IDAT"u8))];
            if (data.Length != 1 || !chunks[0].Is("IHDR"u8) || chunks[0].Data.Length != 13 || chunks.Any(chunk => chunk.Is("tRNS"u8) || chunk.Is("acTL"u8)))
            {
                return null;
            }

            ReadOnlySpan<byte> header = chunks[0].Data.Span;
            (int width, int height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
            int channels = header[9] switch { 2 => 3, 3 => 1, _ => 0 };
            long stride = ((long)width * channels) + 1;
            if (width < 1 || height < 1 || channels == 0 || header[8] != 8 || header[12] != 0 || stride * height > MostBytes)
            {
                return null;
            }

            byte[] rows = new byte[stride * height];
            using ZLibStream unpacking = new(new MemoryStream(data[0].Data.ToArray()), CompressionMode.Decompress);
            unpacking.ReadExactly(rows);
            byte[] colors = channels == 1 ? chunks.First(chunk => chunk.Is("PLTE"u8)).Data.ToArray() : [];
            Rgb[] palette = [.. colors.Chunk(3).Where(color => color.Length == 3).Select(color => new Rgb(color[0], color[1], color[2]))];
            byte[] pixels = new byte[(stride - 1) * height];
            for (int row = 0; row < height; row++)
            {
                Span<byte> line = rows.AsSpan((int)(row * stride), (int)stride);
                if (line[0] != 0 || (channels == 1 && line[1..].IndexOfAnyInRange((byte)Math.Min(palette.Length, byte.MaxValue), byte.MaxValue) >= 0 && palette.Length < 256))
                {
                    return null;
                }

                line[1..].CopyTo(pixels.AsSpan((int)(row * (stride - 1))));
            }

            return (width, height, channels, pixels, palette);
        }
        catch (Exception exception) when (exception is LensInputException or InvalidDataException or EndOfStreamException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The side of the largest squares that are all of one colour.</summary>
    private static int Enlargement(int width, int height, int channels, byte[] pixels)
    {
        for (int block = Math.Min(width, height); block > 1; block--)
        {
            if (width % block == 0 && height % block == 0 && IsEnlarged(width, height, channels, pixels, block))
            {
                return block;
            }
        }

        return 1;
    }

    private static bool IsEnlarged(int width, int height, int channels, byte[] pixels, int block)
    {
        int stride = width * channels;
        for (int row = 0; row < height; row++)
        {
            ReadOnlySpan<byte> line = pixels.AsSpan(row * stride, stride);
            if (row % block > 0 && !line.SequenceEqual(pixels.AsSpan((row - 1) * stride, stride)))
            {
                return false;
            }

            for (int column = 1; row % block == 0 && column < width; column++)
            {
                if (column % block > 0 && !line.Slice(column * channels, channels).SequenceEqual(line.Slice((column - 1) * channels, channels)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static byte[] Shrunk(int width, int height, int channels, byte[] pixels, int block)
    {
        byte[] small = new byte[pixels.Length / block / block];
        int place = 0;
        for (int row = 0; row < height; row += block)
        {
            for (int column = 0; column < width; column += block, place += channels)
            {
                pixels.AsSpan(((row * width) + column) * channels, channels).CopyTo(small.AsSpan(place));
            }
        }

        return small;
    }

    private static void Merge(byte[] pixels, Rgb[] palette, int merged)
    {
        byte[] stands = new byte[256];
        for (int index = 0; index < palette.Length; index++)
        {
            int middle = Math.Min((index / merged * merged) + (merged / 2), palette.Length - 1);
            stands[index] = (byte)(Difference(palette[index], palette[middle]) <= LeastDifference ? middle : index);
        }

        for (int place = 0; merged > 1 && palette.Length > 0 && place < pixels.Length; place++)
        {
            pixels[place] = stands[pixels[place]];
        }
    }

    private static int Difference(Rgb left, Rgb right) =>
        Math.Max(Math.Abs(left.Red - right.Red), Math.Max(Math.Abs(left.Green - right.Green), Math.Abs(left.Blue - right.Blue)));
}
