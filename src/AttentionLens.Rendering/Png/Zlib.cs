using System.Buffers.Binary;

namespace AttentionLens.Rendering;

/// <summary>A small zlib encoder. The one of the platform may change its output with a version; here the bytes depend on
/// nothing but the input, which pictures that are compared byte for byte need. Source: RFC 1950, RFC 1951.</summary>
internal static class Zlib
{
    private const int BlockBytes = 1 << 16;
    private const int EndOfBlock = 256;
    private const int StoredLimit = 65535;

    // Base values of RFC 1951, section 3.2.5.
    private static readonly int[] LengthBases =
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static readonly int[] LengthExtraBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static readonly int[] DistanceBases =
    [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
    ];

    private static readonly int[] DistanceExtraBits =
        [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    private static readonly int[] CodeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Compresses bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="shortest">The shortest repetition that is looked for. Where bytes look like chance, naming short ones that lie far back costs more than the bytes.</param>
    public static byte[] Compress(byte[] bytes, int shortest = MatchFinder.Shortest)
    {
        // 32 KiB window, no preset dictionary.
        List<byte> compressed = [0x78, 0x01];
        BitWriter bits = new(compressed);
        MatchFinder finder = new(bytes, shortest);
        int start = 0;
        do
        {
            start = WriteBlock(bytes, start, finder, bits);
        }
        while (start < bytes.Length);

        bits.Flush();
        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Adler32(bytes));
        compressed.AddRange(checksum);

        byte[] stored = Stored(bytes);
        return compressed.Count <= stored.Length ? [.. compressed] : stored;
    }

    private static int WriteBlock(byte[] bytes, int start, MatchFinder finder, BitWriter bits)
    {
        List<(int Length, int Value)> symbols = [];
        long[] literals = new long[EndOfBlock + 1 + LengthBases.Length];
        long[] distances = new long[DistanceBases.Length];
        literals[EndOfBlock] = 1;
        int position = start;
        while (position < bytes.Length && position - start < BlockBytes)
        {
            (int length, int distance) = finder.Find(position);
            if (length > 0)
            {
                symbols.Add((length, distance));
                literals[EndOfBlock + 1 + Slot(LengthBases, length)]++;
                distances[Slot(DistanceBases, distance)]++;
            }
            else
            {
                symbols.Add((0, bytes[position]));
                literals[bytes[position]]++;
            }

            for (int end = position + Math.Max(length, 1); position < end; position++)
            {
                finder.Add(position);
            }
        }

        HuffmanCode literalCode = new(literals, 15);
        HuffmanCode distanceCode = new(distances, 15);
        bits.Write(position == bytes.Length ? 1u : 0u, 1);
        bits.Write(2, 2);
        WriteCodes(literalCode.Lengths, distanceCode.Lengths, bits);
        foreach ((int length, int value) in symbols)
        {
            if (length == 0)
            {
                literalCode.Write(bits, value);
                continue;
            }

            int slot = Slot(LengthBases, length);
            literalCode.Write(bits, EndOfBlock + 1 + slot);
            bits.Write((uint)(length - LengthBases[slot]), LengthExtraBits[slot]);
            int far = Slot(DistanceBases, value);
            distanceCode.Write(bits, far);
            bits.Write((uint)(value - DistanceBases[far]), DistanceExtraBits[far]);
        }

        literalCode.Write(bits, EndOfBlock);
        return position;
    }

    private static void WriteCodes(byte[] literals, byte[] distances, BitWriter bits)
    {
        long[] frequencies = new long[CodeLengthOrder.Length];
        foreach (byte length in literals.Concat(distances))
        {
            frequencies[length]++;
        }

        HuffmanCode code = new(frequencies, 7);
        bits.Write((uint)(literals.Length - 257), 5);
        bits.Write((uint)(distances.Length - 1), 5);
        bits.Write((uint)(CodeLengthOrder.Length - 4), 4);
        foreach (int symbol in CodeLengthOrder)
        {
            bits.Write(code.Lengths[symbol], 3);
        }

        foreach (byte length in literals.Concat(distances))
        {
            code.Write(bits, length);
        }
    }

    private static int Slot(int[] bases, int value)
    {
        int found = Array.BinarySearch(bases, value);
        return found >= 0 ? found : ~found - 1;
    }

    private static byte[] Stored(byte[] bytes)
    {
        List<byte> stored = [0x78, 0x01];
        Span<byte> header = stackalloc byte[4];
        int start = 0;
        do
        {
            int count = Math.Min(StoredLimit, bytes.Length - start);
            stored.Add(start + count == bytes.Length ? (byte)1 : (byte)0);
            BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)count);
            BinaryPrimitives.WriteUInt16LittleEndian(header[2..], (ushort)~count);
            stored.AddRange(header);
            stored.AddRange(bytes.AsSpan(start, count));
            start += count;
        }
        while (start < bytes.Length);

        BinaryPrimitives.WriteUInt32BigEndian(header, Adler32(bytes));
        stored.AddRange(header);
        return [.. stored];
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
}
