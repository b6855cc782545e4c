using System.Buffers.Binary;
using System.IO.Compression;

namespace AttentionLens.Encoders.Tests.Images;

/// <summary>Writes PNG files of every kind, row filters in turn.</summary>
internal sealed class PngBytes
{
    private static readonly (int Top, int Left, int Down, int Across)[] Passes =
        [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)];

    private readonly MemoryStream _file = new();

    public required int Width { get; init; }

    public required int Height { get; init; }

    public int Depth { get; init; } = 8;

    public int Color { get; init; }

    public bool IsInterlaced { get; init; }

    public byte[] Palette { get; init; } = [];

    /// <summary>The sample of a row, a column and a channel.</summary>
    public required Func<int, int, int, int> Sample { get; init; }

    private int Samples => Color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public byte[] ToArray()
    {
        _file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9], header[12]) = ((byte)Depth, (byte)Color, IsInterlaced ? (byte)1 : (byte)0);
        Chunk("IHDR"u8, header);
        Chunk("tEXt"u8, "Title\0test"u8);
        if (Palette.Length > 0)
        {
            Chunk("PLTE"u8, Palette);
        }

        byte[] data = Compressed();
        Chunk("IDAT"u8, data.AsSpan(0, data.Length / 2));
        Chunk("IDAT"u8, data.AsSpan(data.Length / 2));
        Chunk("IEND"u8, []);
        return _file.ToArray();
    }

    public static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : 0xEDB88320 ^ (sum >> 1);
            }
        }

        return ~sum;
    }

    private void Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        byte[] chunk = new byte[12 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        type.CopyTo(chunk.AsSpan(4));
        body.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + body.Length), Sum(chunk.AsSpan(4, body.Length + 4)));
        _file.Write(chunk);
    }

    private byte[] Compressed()
    {
        using MemoryStream bytes = new();
        using (ZLibStream stream = new(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            int filter = 0;
            foreach ((int top, int left, int down, int across) in IsInterlaced ? Passes : [(0, 0, 1, 1)])
            {
                byte[]? above = null;
                for (int row = top; row < Height && left < Width; row += down)
                {
                    byte[] line = Line(row, left, across);
                    stream.WriteByte((byte)filter);
                    stream.Write(Filtered(filter, line, above ?? new byte[line.Length]));
                    above = line;
                    filter = (filter + 1) % 5;
                }
            }
        }

        return bytes.ToArray();
    }

    private byte[] Line(int row, int left, int across)
    {
        List<int> samples = [];
        for (int column = left; column < Width; column += across)
        {
            samples.AddRange(Enumerable.Range(0, Samples).Select(channel => Sample(row, column, channel)));
        }

        byte[] line = new byte[((samples.Count * Depth) + 7) / 8];
        for (int index = 0; index < samples.Count; index++)
        {
            for (int bit = 0; bit < Depth; bit++)
            {
                int place = (index * Depth) + bit;
                line[place / 8] |= (byte)(((samples[index] >> (Depth - 1 - bit)) & 1) << (7 - (place % 8)));
            }
        }

        return line;
    }

    private byte[] Filtered(int filter, byte[] line, byte[] above)
    {
        int step = Math.Max(1, Samples * Depth / 8);
        byte[] filtered = new byte[line.Length];
        for (int index = 0; index < line.Length; index++)
        {
            int left = index < step ? 0 : line[index - step];
            int corner = index < step ? 0 : above[index - step];
            int guess = filter switch
            {
                1 => left,
                2 => above[index],
                3 => (left + above[index]) / 2,
                4 => new[] { left, above[index], corner }.MinBy(value => Math.Abs(left + above[index] - corner - value)),
                _ => 0,
            };
            filtered[index] = (byte)(line[index] - guess);
        }

        return filtered;
    }
}
