namespace AttentionLens.Models.Tokenizers;

/// <summary>A normalizer that rewrites one code point at a time.</summary>
internal abstract class CodePointNormalizer : Normalizer
{
    public sealed override AlignedText Normalize(AlignedText text)
    {
        AlignedTextBuilder builder = new(text);
        ReadOnlySpan<char> units = text.Units;
        for (int i = 0; i < units.Length;)
        {
            int codePoint = CodePoint.At(units, i, out int width);
            Rewrite(codePoint, text.SourceStart(i), text.SourceEnd(i + width - 1), builder);
            i += width;
        }

        return builder.Build();
    }

    /// <summary>Appends what the code point becomes: itself, something else, or nothing.</summary>
    protected abstract void Rewrite(int codePoint, int start, int end, AlignedTextBuilder target);
}
