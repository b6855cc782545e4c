namespace AttentionLens.Models.Tokenizers;

/// <summary>Drops every combining mark. Precomposed letters keep theirs: files put NFD before this step.</summary>
internal sealed class StripAccentsNormalizer : CodePointNormalizer
{
    protected override void Rewrite(int codePoint, int start, int end, AlignedTextBuilder target)
    {
        if (!CodePoint.IsMark(codePoint))
        {
            target.AppendCodePoint(codePoint, start, end);
        }
    }
}
