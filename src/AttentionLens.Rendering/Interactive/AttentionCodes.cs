namespace AttentionLens.Rendering;

/// <summary>The weights of many heads as bytes that compress well, and that a script reads with two lines.</summary>
internal static class AttentionCodes
{
    /// <summary>Two bytes a weight, as the figure keeps it: off by at most half a 65535th.</summary>
    public const int Full = 16;

    /// <summary>One byte a weight: 255 times its square root, rounded. Small weights stay apart; a weight is off by at most 0.004.</summary>
    public const int Short = 8;

    private const double MostCode = ushort.MaxValue;

    private static readonly byte[] Shortened =
        [.. Enumerable.Range(0, ushort.MaxValue + 1).Select(code => (byte)Math.Round(byte.MaxValue * Math.Sqrt(code / MostCode), MidpointRounding.AwayFromZero))];

    /// <summary>Writes the weights: all first bytes, then with <see cref="Full"/> all second bytes; head by head, [query, key] in row-major order.</summary>
    /// <param name="heads">The heads.</param>
    /// <param name="queries">How many queries are kept, from the first on.</param>
    /// <param name="keys">How many keys are kept, from the first on.</param>
    /// <param name="bits"><see cref="Full"/> or <see cref="Short"/>.</param>
    public static byte[] Write(IReadOnlyList<AttentionHead> heads, int queries, int keys, int bits)
    {
        int cells = checked(heads.Count * queries * keys);
        byte[] bytes = new byte[bits == Full ? checked(2 * cells) : cells];
        int place = 0;
        foreach (AttentionHead head in heads)
        {
            ReadOnlySpan<ushort> codes = head.Weights.Codes.AsSpan();
            for (int query = 0; query < queries; query++)
            {
                foreach (ushort code in codes.Slice(query * head.Weights.Keys, keys))
                {
                    if (bits == Full)
                    {
                        bytes[place] = (byte)(code >> 8);
                        bytes[cells + place] = (byte)code;
                    }
                    else
                    {
                        bytes[place] = Shortened[code];
                    }

                    place++;
                }
            }
        }

        return bytes;
    }
}
