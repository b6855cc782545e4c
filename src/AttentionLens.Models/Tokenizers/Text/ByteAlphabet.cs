using System.Buffers;
using System.Text;

namespace AttentionLens.Models.Tokenizers;

/// <summary>The visible characters that byte-level vocabularies spell bytes with: printable Latin-1 characters stand for
/// themselves, the other 68 bytes take the characters from U+0100 on.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = [.. Enumerable.Range(0, 256).Select(value => Assign((byte)value))];

    private static readonly Dictionary<char, byte> Bytes =
        Enumerable.Range(0, 256).ToDictionary(value => Characters[value], value => (byte)value);

    public static char Spell(byte value) => Characters[value];

    /// <summary>The text as its UTF-8 bytes, each standing for the character it belongs to.</summary>
    public static AlignedText Spell(AlignedText piece)
    {
        AlignedTextBuilder builder = new(piece);
        ReadOnlySpan<char> units = piece.Units;
        Span<byte> bytes = stackalloc byte[4];
        for (int i = 0; i < units.Length;)
        {
            if (Rune.DecodeFromUtf16(units[i..], out Rune rune, out int width) != OperationStatus.Done)
            {
                throw new LensInputException(
                    $"The text has half of a surrogate pair, U+{(int)units[i]:X4}, at {piece.SourceStart(i)}; "
                    + "a byte-level tokenizer needs well-formed text: remove or replace it.");
            }

            int count = rune.EncodeToUtf8(bytes);
            foreach (byte value in bytes[..count])
            {
                builder.Append(Spell(value), piece.SourceStart(i), piece.SourceEnd(i + width - 1));
            }

            i += width;
        }

        return builder.Build();
    }

    public static bool TryRead(char character, out byte value) => Bytes.TryGetValue(character, out value);

    private static char Assign(byte value) =>
        IsPrintable(value) ? (char)value : (char)(0x100 + Enumerable.Range(0, value).Count(earlier => !IsPrintable(earlier)));

    private static bool IsPrintable(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
}
