using System.Globalization;
using System.Runtime.InteropServices;

namespace AttentionLens.Models.Tokenizers;

/// <summary>The character map of a SentencePiece model, applied as the reference for tokenizer.json does: a grapheme of less than six
/// bytes becomes what its shortest beginning in the map becomes, and others are rewritten one character at a time. SentencePiece itself
/// looks for the longest match instead; see <see cref="PieceNormalizer"/>.</summary>
internal sealed class PrecompiledNormalizer(CharacterMap characters) : Normalizer
{
    private const int LongGrapheme = 6;

    public static PrecompiledNormalizer Read(ComponentSettings settings)
    {
        string place = $"{settings.Place}.precompiled_charsmap";
        byte[] map = new byte[settings.Text("precompiled_charsmap").Length];
        return Convert.TryFromBase64String(settings.Text("precompiled_charsmap"), map, out int length)
            ? new PrecompiledNormalizer(CharacterMap.Read(map.AsSpan(0, length), place))
            : throw new LensInputException($"{place} is not base64; expected the character map of a SentencePiece model.");
    }

    public override AlignedText Normalize(AlignedText text)
    {
        AlignedTextBuilder builder = new(text);
        List<char> rewritten = [];
        for (int at = 0; at < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text.Units[at..]);
            if (BytesOf(text.Units.Slice(at, length)) >= LongGrapheme || !TryRewrite(text, at, length, rewritten, builder))
            {
                for (int end = at + length, inner = at; inner < end;)
                {
                    CodePoint.At(text.Units, inner, out int width);
                    if (!TryRewrite(text, inner, width, rewritten, builder))
                    {
                        builder.AppendFrom(text, inner, width);
                    }

                    inner += width;
                }
            }

            at += length;
        }

        return builder.Build();
    }

    private bool TryRewrite(AlignedText text, int start, int length, List<char> rewritten, AlignedTextBuilder builder)
    {
        if (characters.Match(text.Units.Slice(start, length), shortest: true, out int replacement) == 0)
        {
            return false;
        }

        rewritten.Clear();
        characters.AppendTo(rewritten, replacement);
        (int first, int last) = text.SourceOf(start, length);
        builder.Append(CollectionsMarshal.AsSpan(rewritten), first, last);
        return true;
    }

    private static int BytesOf(ReadOnlySpan<char> units) => System.Text.Encoding.UTF8.GetByteCount(units);
}
