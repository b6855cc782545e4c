namespace AttentionLens.Rendering;

/// <summary>A canonical Huffman code of bounded length for one deflate block. Source: Huffman 1952; RFC 1951, section 3.2.2.</summary>
internal sealed class HuffmanCode
{
    private readonly uint[] _codes;

    /// <summary>Builds the code.</summary>
    /// <param name="frequencies">How often each symbol occurs.</param>
    /// <param name="longest">The longest code word in bits.</param>
    public HuffmanCode(ReadOnlySpan<long> frequencies, int longest)
    {
        long[] weights = frequencies.ToArray();
        Lengths = new byte[weights.Length];
        while (!TryAssignLengths(weights, longest))
        {
            // Flatter weights give a flatter tree; all equal, 286 symbols need 9 bits.
            for (int symbol = 0; symbol < weights.Length; symbol++)
            {
                weights[symbol] = weights[symbol] == 0 ? 0 : (weights[symbol] / 2) + 1;
            }
        }

        _codes = Canonical(Lengths);
    }

    /// <summary>The length of each symbol's code word in bits; 0 where the symbol does not occur.</summary>
    public byte[] Lengths { get; }

    /// <summary>Writes a symbol.</summary>
    public void Write(BitWriter bits, int symbol) => bits.Write(_codes[symbol], Lengths[symbol]);

    private bool TryAssignLengths(long[] weights, int longest)
    {
        Array.Clear(Lengths);
        PriorityQueue<int, (long Weight, int Order)> open = new();
        int[] parents = new int[weights.Length * 2];
        int next = weights.Length;
        for (int symbol = 0; symbol < weights.Length; symbol++)
        {
            if (weights[symbol] > 0)
            {
                open.Enqueue(symbol, (weights[symbol], symbol));
            }
        }

        // A code of one symbol still spends a bit on it.
        if (open.Count == 1)
        {
            Lengths[open.Dequeue()] = 1;
            return true;
        }

        while (open.TryDequeue(out int left, out (long Weight, int Order) leftRank) && open.TryDequeue(out int right, out (long Weight, int Order) rightRank))
        {
            parents[left] = parents[right] = next;
            open.Enqueue(next, (leftRank.Weight + rightRank.Weight, next));
            next++;
        }

        int root = next - 1;
        for (int symbol = 0; symbol < weights.Length; symbol++)
        {
            int length = 0;
            for (int node = symbol; weights[symbol] > 0 && node != root; node = parents[node])
            {
                length++;
            }

            if (length > longest)
            {
                return false;
            }

            Lengths[symbol] = (byte)length;
        }

        return true;
    }

    private static uint[] Canonical(byte[] lengths)
    {
        uint[] codes = new uint[lengths.Length];
        uint code = 0;
        for (int length = 1; length <= 15; length++)
        {
            code <<= 1;
            for (int symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    codes[symbol] = Reversed(code++, length);
                }
            }
        }

        return codes;
    }

    // Code words go out highest bit first, everything else in deflate lowest bit first.
    private static uint Reversed(uint code, int length)
    {
        uint reversed = 0;
        for (int bit = 0; bit < length; bit++)
        {
            reversed = (reversed << 1) | ((code >> bit) & 1);
        }

        return reversed;
    }
}
