using System.Buffers.Binary;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Models.Images;

namespace AttentionLens.Models;

/// <summary>Writes small PNG images whose bytes depend on nothing but the pixels. Nothing is compressed: a compressor may change its output
/// with a version of the platform. Source: ISO/IEC 15948:2004; RFC 1950; RFC 1951, section 3.2.4.</summary>
public static class PngWriter
{
    private const int ZlibHeader = 2;
    private const int BlockHeader = 5;
    private const int LongestBlock = ushort.MaxValue;
    private const int Checksum = 4;

    /// <summary>Writes an image of eight bits a channel.</summary>
    /// <param name="height">The rows of pixels.</param>
    /// <param name="width">The columns of pixels.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    /// <param name="levels">[row, column, channel], from 0 to 255.</param>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="ArgumentException">An extent is below 1, the image is larger than what is read back, the channels are neither 1 nor 3,
    /// or the number of levels is another.</exception>
    public static byte[] Write(int height, int width, int channels, ReadOnlySpan<byte> levels)
    {
        if (height < 1 || width < 1 || (long)height * width > ByteImage.MostPixels || channels is not (1 or 3)
            || levels.Length != (long)height * width * channels)
        {
            throw new ArgumentException(
                $"Expected 1 to {ByteImage.MostPixels} pixels, 1 or 3 channels and their product of levels, found {height} by {width} pixels, {channels} channels and {levels.Length} levels.",
                nameof(levels));
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(channels == 1 ? PngColor.Grey : PngColor.Rgb);
        using MemoryStream file = new();
        file.Write(PngFile.Signature);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Stored(Rows(levels, height, width * channels)));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    // Each row begins with the number of its filter: 0, none.
    private static byte[] Rows(ReadOnlySpan<byte> levels, int height, int stride)
    {
        byte[] rows = new byte[height * (stride + 1)];
        for (int row = 0; row < height; row++)
        {
            levels.Slice(row * stride, stride).CopyTo(rows.AsSpan((row * (stride + 1)) + 1));
        }

        return rows;
    }

    private static byte[] Stored(ReadOnlySpan<byte> bytes)
    {
        int blocks = (bytes.Length + LongestBlock - 1) / LongestBlock;
        byte[] stored = new byte[ZlibHeader + (blocks * BlockHeader) + bytes.Length + Checksum];
        (stored[0], stored[1]) = (0x78, 0x01);
        int place = ZlibHeader;
        for (int start = 0; start < bytes.Length; start += LongestBlock)
        {
            int count = Math.Min(LongestBlock, bytes.Length - start);
            stored[place] = start + count == bytes.Length ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteUInt16LittleEndian(stored.AsSpan(place + 1), (ushort)count);
            BinaryPrimitives.WriteUInt16LittleEndian(stored.AsSpan(place + 3), (ushort)~count);
            bytes.Slice(start, count).CopyTo(stored.AsSpan(place + BlockHeader));
            place += BlockHeader + count;
        }

        BinaryPrimitives.WriteUInt32BigEndian(stored.AsSpan(place), Adler32(bytes));
        return stored;
    }

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        const uint Modulus = 65521;
        uint low = 1;
        uint high = 0;
        foreach (byte value in bytes)
        {
            low = (low + value) % Modulus;
            high = (high + low) % Modulus;
        }

        return (high << 16) | low;
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        Crc32 sum = new();
        sum.Append(type);
        sum.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, sum.Value);
        file.Write(number);
    }
}
