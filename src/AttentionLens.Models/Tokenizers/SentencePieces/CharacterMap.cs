using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Characters and what they become, as SentencePiece stores them: a double-array trie of UTF-8 bytes whose values are places
/// in a list of texts that end in zero.</summary>
/// <remarks>A unit of the trie holds, from the lowest bit, eight bits of label, one that says that a value follows, and twenty-three
/// for the way to its children; the unit of a value has the highest bit set. Source: Yata, darts-clone, 2008 to 2012.</remarks>
internal sealed class CharacterMap
{
    // Rules are a handful of characters on either side. What goes beyond these is damage, or wants to fill time or memory.
    private const int LongestMatch = 1 << 10;
    private const int LongestReplacement = 1 << 14;
    private const uint ValueBit = 1u << 31;

    private readonly uint[] _units;
    private readonly byte[] _texts;
    private readonly string _place;

    private CharacterMap(uint[] units, byte[] texts, string place)
    {
        _units = units;
        _texts = texts;
        _place = place;
    }

    /// <summary>Reads the length of the trie in bytes, the trie, and the texts.</summary>
    public static CharacterMap Read(ReadOnlySpan<byte> bytes, string place)
    {
        uint length = bytes.Length > 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
        if (length == 0 || length % 4 != 0 || length >= bytes.Length - 4)
        {
            throw new LensInputException(
                $"{place}: a character map of {bytes.Length} bytes has a trie of {length}; expected a multiple of 4 and texts behind it.");
        }

        uint[] units = new uint[length / 4];
        bytes.Slice(4, (int)length).CopyTo(MemoryMarshal.AsBytes(units.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(units, units);
        }

        return new CharacterMap(units, bytes[(4 + (int)length)..].ToArray(), place);
    }

    /// <summary>Finds a run of characters at the beginning of a text that becomes another.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shortest">Whether to take the shortest that is there; otherwise it is the longest.</param>
    /// <param name="replacement">The place of what it becomes.</param>
    /// <returns>The length of the run; 0 where nothing is to become anything.</returns>
    public int Match(ReadOnlySpan<char> text, bool shortest, out int replacement)
    {
        Span<byte> utf8 = stackalloc byte[4];
        replacement = -1;
        int matched = 0;
        uint node = Unit(0).Children;
        for (int at = 0; at < text.Length && Rune.DecodeFromUtf16(text[at..], out Rune rune, out int width) == OperationStatus.Done;)
        {
            at += width;
            int value = -1;
            foreach (byte label in utf8[..rune.EncodeToUtf8(utf8)])
            {
                if (!Step(ref node, label, out value))
                {
                    return matched;
                }
            }

            if (value >= 0)
            {
                (matched, replacement) = (at, value);
                if (shortest)
                {
                    return matched;
                }
            }

            if (at > LongestMatch)
            {
                throw Broken($"goes on after {LongestMatch} characters");
            }
        }

        return matched;
    }

    /// <summary>Adds the text at a place.</summary>
    public void AppendTo(List<char> target, int place)
    {
        if (place >= _texts.Length)
        {
            throw Broken($"names the text at {place} of {_texts.Length} bytes");
        }

        ReadOnlySpan<byte> text = _texts.AsSpan(place);
        int end = text[..Math.Min(text.Length, LongestReplacement)].IndexOf((byte)0);
        if (end < 0 && text.Length >= LongestReplacement)
        {
            throw Broken($"has a text of more than {LongestReplacement} bytes");
        }

        Span<char> units = stackalloc char[2];
        for (text = end < 0 ? text : text[..end]; !text.IsEmpty;)
        {
            if (Rune.DecodeFromUtf8(text, out Rune rune, out int width) != OperationStatus.Done)
            {
                throw Broken("has a text that is not UTF-8");
            }

            target.AddRange(units[..rune.EncodeToUtf16(units)]);
            text = text[width..];
        }
    }

    private bool Step(ref uint node, byte label, out int value)
    {
        value = -1;
        uint at = node ^ label;
        (uint found, uint children, bool hasValue) = Unit(at);
        if (found != label)
        {
            return false;
        }

        node = at ^ children;
        if (hasValue)
        {
            Unit(node);
            value = (int)(_units[node] & ~ValueBit);
        }

        return true;
    }

    private (uint Label, uint Children, bool HasValue) Unit(uint at)
    {
        if (at >= (uint)_units.Length)
        {
            throw Broken($"leads to unit {at} of {_units.Length}");
        }

        uint unit = _units[at];
        return (unit & (ValueBit | 0xFF), (unit >> 10) << (int)((unit & (1u << 9)) >> 6), (unit & (1u << 8)) != 0);
    }

    private LensInputException Broken(string found) => new($"{_place}: the character map {found}; the file is damaged, fetch it again.");
}
