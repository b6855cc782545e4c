namespace AttentionLens.Models.Tokenizers;

/// <summary>The visible characters that byte-level vocabularies spell bytes with: printable Latin-1 characters stand for
/// themselves, the other 68 bytes take the characters from U+0100 on.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = [.. Enumerable.Range(0, 256).Select(value => Assign((byte)value))];

    private static readonly Dictionary<char, byte> Bytes =
        Enumerable.Range(0, 256).ToDictionary(value => Characters[value], value => (byte)value);

    public static char Spell(byte value) => Characters[value];

    public static bool TryRead(char character, out byte value) => Bytes.TryGetValue(character, out value);

    private static char Assign(byte value) =>
        IsPrintable(value) ? (char)value : (char)(0x100 + Enumerable.Range(0, value).Count(earlier => !IsPrintable(earlier)));

    private static bool IsPrintable(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
}
