using System.Buffers;
using System.Text;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Cuts text the way GPT-2 does and spells every piece as UTF-8 bytes, one visible character each.</summary>
internal sealed class ByteLevelPreTokenizer(bool addPrefixSpace, bool cut) : PreTokenizer
{
    /// <inheritdoc/>
    /// <remarks>The Python reference puts the space before the whole text, once and whatever it begins with.</remarks>
    public override bool AddsPrefixSpace => addPrefixSpace;

    public static ByteLevelPreTokenizer Read(ComponentSettings settings)
    {
        // Concerns offsets, and is the post-processor's business.
        settings.Flag("trim_offsets", absent: true);
        return new ByteLevelPreTokenizer(settings.Flag("add_prefix_space", absent: true), settings.Flag("use_regex", absent: true));
    }

    public override void Split(AlignedText text, List<AlignedText> pieces)
    {
        for (int start = 0; start < text.Length;)
        {
            int length = cut ? GptWords.Next(text.Units[start..]) : text.Length;
            pieces.Add(Spell(text.Slice(start, length)));
            start += length;
        }
    }

    private static AlignedText Spell(AlignedText piece)
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
                builder.Append(ByteAlphabet.Spell(value), piece.SourceStart(i), piece.SourceEnd(i + width - 1));
            }

            i += width;
        }

        return builder.Build();
    }
}
