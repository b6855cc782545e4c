using System.Globalization;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Drops control characters, unassigned code points, lone surrogates and U+FFFD, and makes every space a plain one.</summary>
internal sealed class CleanTextNormalizer : CodePointNormalizer
{
    private const int ReplacementCharacter = 0xFFFD;

    protected override void Rewrite(int codePoint, int start, int end, AlignedTextBuilder target)
    {
        UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(codePoint);
        if (codePoint is '\t' or '\n' or '\r' || category == UnicodeCategory.SpaceSeparator)
        {
            target.Append(' ', start, end);
        }
        else if (codePoint != ReplacementCharacter && !IsOther(category))
        {
            target.AppendCodePoint(codePoint, start, end);
        }
    }

    private static bool IsOther(UnicodeCategory category) =>
        category is (>= UnicodeCategory.Control and <= UnicodeCategory.PrivateUse) or UnicodeCategory.OtherNotAssigned;
}
