namespace AttentionLens.Models.Tokenizers;

/// <summary>Drops non-spacing marks, as BERT does after decomposing.</summary>
internal sealed class NonSpacingMarkNormalizer : CodePointNormalizer
{
    protected override void Rewrite(int codePoint, int start, int end, AlignedTextBuilder target)
    {
        if (!CodePoint.IsNonSpacingMark(codePoint))
        {
            target.AppendCodePoint(codePoint, start, end);
        }
    }
}
