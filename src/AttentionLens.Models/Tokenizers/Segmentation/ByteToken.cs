using System.Buffers;
using System.Globalization;
using System.Text;

namespace AttentionLens.Models.Tokenizers;

/// <summary>The tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> that stand for single bytes.</summary>
internal static class ByteToken
{
    public static bool TryRead(string token, out byte value)
    {
        value = 0;
        return token.Length == 6
            && token.StartsWith("<0x", StringComparison.Ordinal)
            && token[^1] == '>'
            && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The ids of all 256, which the vocabulary must have.</summary>
    public static int[] AllIds(Vocabulary vocabulary, string place) =>
        [.. Enumerable.Range(0, 256).Select(value => vocabulary.Require(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>"), place))];

    /// <summary>Adds the bytes of a stretch of the piece; each covers the character it belongs to.</summary>
    public static void Append(ReadOnlySpan<char> piece, PieceToken stretch, int[] ids, List<PieceToken> tokens)
    {
        Span<byte> utf8 = stackalloc byte[4];
        for (int at = stretch.Start; at < stretch.Start + stretch.Length;)
        {
            if (Rune.DecodeFromUtf16(piece[at..], out Rune rune, out int width) != OperationStatus.Done)
            {
                throw new LensInputException(
                    $"The text has half of a surrogate pair, U+{(int)piece[at]:X4}; "
                    + "a tokenizer that spells bytes needs well-formed text: remove or replace it.");
            }

            int count = rune.EncodeToUtf8(utf8);
            foreach (byte value in utf8[..count])
            {
                tokens.Add(new PieceToken(ids[value], at, width));
            }

            at += width;
        }
    }
}
