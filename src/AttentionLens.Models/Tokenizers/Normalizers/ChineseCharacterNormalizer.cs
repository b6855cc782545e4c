namespace AttentionLens.Models.Tokenizers;

/// <summary>Puts a space on both sides of every CJK ideograph, so that each becomes a word.</summary>
internal sealed class ChineseCharacterNormalizer : CodePointNormalizer
{
    protected override void Rewrite(int codePoint, int start, int end, AlignedTextBuilder target)
    {
        if (!IsIdeograph(codePoint))
        {
            target.AppendCodePoint(codePoint, start, end);
            return;
        }

        target.Append(' ', start, end);
        target.AppendCodePoint(codePoint, start, end);
        target.Append(' ', start, end);
    }

    // The blocks that BERT calls Chinese; kana and hangul are words with spaces and stay out.
    private static bool IsIdeograph(int codePoint) =>
        codePoint
            is (>= 0x4E00 and <= 0x9FFF)
            or (>= 0x3400 and <= 0x4DBF)
            or (>= 0x20000 and <= 0x2A6DF)
            or (>= 0x2A700 and <= 0x2B73F)
            or (>= 0x2B740 and <= 0x2B81F)
            or (>= 0x2B820 and <= 0x2CEAF)
            or (>= 0xF900 and <= 0xFAFF)
            or (>= 0x2F800 and <= 0x2FA1F);
}
