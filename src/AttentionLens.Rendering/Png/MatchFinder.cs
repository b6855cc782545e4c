using System.Buffers.Binary;

namespace AttentionLens.Rendering;

/// <summary>Finds where bytes repeat earlier bytes. Greedy, over chains of equal three-byte hashes. Source: Ziv and Lempel 1977.</summary>
internal sealed class MatchFinder
{
    /// <summary>The shortest repetition that deflate can name.</summary>
    public const int Shortest = 3;

    private const int Longest = 258;
    private const int Window = 32768;
    private const int HashBits = 15;
    private const int LongHash = sizeof(ulong);
    private const int MostTries = 48;
    private readonly byte[] _bytes;
    private readonly int _shortest;
    private readonly int _hashed;
    private readonly int[] _heads = new int[1 << HashBits];
    private readonly int[] _previous = new int[Window];

    /// <param name="bytes">The bytes.</param>
    /// <param name="shortest">The shortest repetition that is given, at least <see cref="Shortest"/>.</param>
    public MatchFinder(byte[] bytes, int shortest)
    {
        _bytes = bytes;
        _shortest = shortest;
        _hashed = shortest >= LongHash ? LongHash : Shortest;
        Array.Fill(_heads, -1);
    }

    /// <summary>The longest repetition that starts at a position; length 0 where there is none.</summary>
    public (int Length, int Distance) Find(int position)
    {
        int most = Math.Min(Longest, _bytes.Length - position);
        int length = 0;
        int distance = 0;
        if (most < _hashed)
        {
            return (0, 0);
        }

        int candidate = _heads[Hash(position)];
        for (int tries = 0; tries < MostTries && candidate >= 0 && position - candidate <= Window && length < most; tries++)
        {
            int common = _bytes.AsSpan(candidate, most).CommonPrefixLength(_bytes.AsSpan(position, most));
            if (common > length)
            {
                (length, distance) = (common, position - candidate);
            }

            int earlier = _previous[candidate % Window];
            candidate = earlier < candidate ? earlier : -1;
        }

        return length >= _shortest ? (length, distance) : (0, 0);
    }

    /// <summary>Lets later positions repeat this one.</summary>
    public void Add(int position)
    {
        if (position + _hashed <= _bytes.Length)
        {
            int hash = Hash(position);
            _previous[position % Window] = _heads[hash];
            _heads[hash] = position;
        }
    }

    private int Hash(int position)
    {
        if (_hashed == LongHash)
        {
            return (int)((BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(position)) * 0x9E3779B97F4A7C15ul) >> (64 - HashBits));
        }

        uint three = _bytes[position] | ((uint)_bytes[position + 1] << 8) | ((uint)_bytes[position + 2] << 16);
        return (int)((three * 0x9E3779B1u) >> (32 - HashBits));
    }
}
