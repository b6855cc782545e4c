namespace AttentionLens.Models.Tokenizers;

internal sealed class LowercaseNormalizer : CodePointNormalizer
{
    protected override void Rewrite(int codePoint, int start, int end, AlignedTextBuilder target) =>
        CodePoint.AppendLower(codePoint, start, end, target);
}
