namespace AttentionLens.Rendering;

/// <summary>The weights of many heads as bytes that compress well, and that a script reads with two lines.</summary>
internal static class AttentionCodes
{
    private const double MostCode = ushort.MaxValue;
    private const double CharactersInByte = 4.0 / 3;
    private const double LeastShare = 2.0 / 3;

    /// <summary>Writes the weights: all first bytes, then with two bytes a weight all second bytes; head by head, [query, key] in row-major order.</summary>
    /// <param name="heads">The heads.</param>
    /// <param name="queries">How many queries are kept, from the first on.</param>
    /// <param name="keys">How many keys are kept, from the first on.</param>
    /// <param name="detail">How exactly.</param>
    public static byte[] Write(IReadOnlyList<AttentionHead> heads, int queries, int keys, AttentionDetail detail)
    {
        int cells = checked(heads.Count * queries * keys);
        byte[] bytes = new byte[checked(detail.Bytes * cells)];
        byte[] steps = detail.Bytes == 1 ? Steps(detail.Levels) : [];
        ushort[] ordered = new ushort[keys];
        int place = 0;
        foreach (AttentionHead head in heads)
        {
            for (int query = 0; query < queries; query++, place += keys)
            {
                ReadOnlySpan<ushort> row = head.Weights.Codes.AsSpan(query * head.Weights.Keys, keys);
                if (detail.Bytes == 1)
                {
                    Shorten(row, bytes.AsSpan(place, keys), steps, detail.Links, ordered);
                    continue;
                }

                for (int key = 0; key < keys; key++)
                {
                    bytes[place + key] = (byte)(row[key] >> 8);
                    bytes[cells + place + key] = (byte)row[key];
                }
            }
        }

        return bytes;
    }

    /// <summary>About how many characters bytes take at least, compressed and in base 64: what chance needs for as many different ones, less a third for what repeats.</summary>
    public static double LeastCharacters(ReadOnlySpan<byte> bytes)
    {
        int[] counts = new int[byte.MaxValue + 1];
        foreach (byte code in bytes)
        {
            counts[code]++;
        }

        double bits = 0;
        foreach (int count in counts)
        {
            bits += count > 0 ? count * Math.Log2((double)bytes.Length / count) : 0;
        }

        return bits / 8 * CharactersInByte * LeastShare;
    }

    private static void Shorten(ReadOnlySpan<ushort> row, Span<byte> bytes, byte[] steps, int links, ushort[] ordered)
    {
        int room = row.Length;
        int weakest = 0;
        if (links < row.Length)
        {
            row.CopyTo(ordered);
            Array.Sort(ordered);
            weakest = ordered[^links];
            room = links;
        }

        // Of equal weights at the end of the list, the first ones have room.
        int equal = room;
        foreach (ushort code in row)
        {
            equal -= code > weakest ? 1 : 0;
        }

        for (int key = 0; key < row.Length; key++)
        {
            bool isKept = row[key] > weakest || (row[key] == weakest && equal-- > 0);
            bytes[key] = isKept ? steps[row[key]] : (byte)0;
        }
    }

    /// <summary>The step of each code on a square-root scale: small weights stay apart.</summary>
    private static byte[] Steps(int levels)
    {
        byte[] steps = new byte[ushort.MaxValue + 1];
        for (int code = 0; code < steps.Length; code++)
        {
            steps[code] = (byte)Math.Round(levels * Math.Sqrt(code / MostCode), MidpointRounding.AwayFromZero);
        }

        return steps;
    }
}
