using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace AttentionLens.Rendering.Tests;

/// <summary>A PNG picture read back with the platform's own decompression: eight bits a channel, palette or truecolor, no filter.</summary>
internal sealed record DecodedPng(int Width, int Height, ImmutableArray<Rgb> Pixels)
{
    public static DecodedPng Read(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Dictionary<string, byte[]> chunks = [];
        for (int start = 8; start < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(start));
            ReadOnlySpan<byte> covered = png.AsSpan(start + 4, length + 4);
            Assert.Equal(Checksum(covered), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(start + 8 + length)));
            chunks.Add(Encoding.ASCII.GetString(covered[..4]), covered[4..].ToArray());
            start += length + 12;
        }

        int width = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"]);
        int height = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"].AsSpan(4));
        byte[] rows = Inflate(chunks["IDAT"]);
        int channels = chunks.ContainsKey("PLTE") ? 1 : 3;
        Assert.Equal(((width * channels) + 1) * height, rows.Length);
        ImmutableArray<Rgb>.Builder pixels = ImmutableArray.CreateBuilder<Rgb>(width * height);
        for (int row = 0; row < height; row++)
        {
            int first = row * ((width * channels) + 1);
            Assert.Equal(0, rows[first]);
            for (int column = 0; column < width; column++)
            {
                int at = first + 1 + (column * channels);
                (byte[] source, int offset) = channels == 3 ? (rows, at) : (chunks["PLTE"], rows[at] * 3);
                pixels.Add(new Rgb(source[offset], source[offset + 1], source[offset + 2]));
            }
        }

        return new DecodedPng(width, height, pixels.MoveToImmutable());
    }

    public static byte[] Inflate(byte[] zlib)
    {
        using ZLibStream inflating = new(new MemoryStream(zlib), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        inflating.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
