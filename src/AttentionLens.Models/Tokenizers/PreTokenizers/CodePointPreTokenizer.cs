namespace AttentionLens.Models.Tokenizers;

/// <summary>A pre-tokenizer that looks at one code point at a time and joins neighbours of the same kind.</summary>
internal abstract class CodePointPreTokenizer : PreTokenizer
{
    public sealed override void Split(AlignedText text, List<AlignedText> pieces)
    {
        ReadOnlySpan<char> units = text.Units;
        CodePointKind current = CodePointKind.Separator;
        int start = 0;
        int at = 0;
        while (at < units.Length)
        {
            CodePointKind kind = KindOf(CodePoint.At(units, at, out int width));
            if (kind != current || kind == CodePointKind.Alone)
            {
                Close(text, start, at, current, pieces);
                start = at;
                current = kind;
            }

            at += width;
        }

        Close(text, start, at, current, pieces);
    }

    protected abstract CodePointKind KindOf(int codePoint);

    private static void Close(AlignedText text, int start, int end, CodePointKind kind, List<AlignedText> pieces)
    {
        if (end > start && kind != CodePointKind.Separator)
        {
            pieces.Add(text.Slice(start, end - start));
        }
    }
}
