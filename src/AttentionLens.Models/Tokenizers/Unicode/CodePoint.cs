using System.Globalization;
using System.Text;

namespace AttentionLens.Models.Tokenizers;

/// <summary>What tokenizers ask about a single code point. A lone surrogate counts as a code point of its own, as in Python.</summary>
internal static class CodePoint
{
    /// <summary>The code point that starts at the index.</summary>
    public static int At(ReadOnlySpan<char> text, int index, out int width)
    {
        char unit = text[index];
        if (char.IsHighSurrogate(unit) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            width = 2;
            return char.ConvertToUtf32(unit, text[index + 1]);
        }

        width = 1;
        return unit;
    }

    /// <summary>How many code points the text has.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        int count = 0;
        for (int i = 0; i < text.Length; count++)
        {
            At(text, i, out int width);
            i += width;
        }

        return count;
    }

    public static bool IsSurrogate(int codePoint) => codePoint is >= 0xD800 and <= 0xDFFF;

    /// <summary>Unicode's White_Space property.</summary>
    public static bool IsWhiteSpace(int codePoint) => codePoint <= char.MaxValue && char.IsWhiteSpace((char)codePoint);

    public static bool IsLetter(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint) <= UnicodeCategory.OtherLetter;

    public static bool IsNumber(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint) is >= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber;

    public static bool IsNonSpacingMark(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint) == UnicodeCategory.NonSpacingMark;

    public static bool IsMark(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint) is >= UnicodeCategory.NonSpacingMark and <= UnicodeCategory.EnclosingMark;

    /// <summary>Punctuation as BERT counts it: every ASCII character that is neither letter, digit nor space belongs.</summary>
    public static bool IsBertPunctuation(int codePoint) =>
        codePoint < 0x80
            ? codePoint is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~')
            : IsPunctuation(codePoint);

    /// <summary>A word character of Unicode regular expressions (UTS 18, annex C): alphabetic, mark, decimal digit, connector
    /// punctuation or join control. Wider than <c>\w</c> in .NET.</summary>
    public static bool IsWord(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            <= UnicodeCategory.LetterNumber => true,
            UnicodeCategory.ConnectorPunctuation => true,
            UnicodeCategory.OtherSymbol => IsAlphabeticSymbol(codePoint),
            UnicodeCategory.Format => codePoint is 0x200C or 0x200D,
            _ => false,
        };

    /// <summary>Appends the lower-case form by itself, without looking at neighbours: a final sigma stays a medial one.</summary>
    public static void AppendLower(int codePoint, int start, int end, AlignedTextBuilder target)
    {
        const int CapitalIWithDot = 0x130;
        if (codePoint == CapitalIWithDot)
        {
            // The one code point whose full lower case is longer than one code point.
            target.Append("i\u0307", start, end);
            return;
        }

        target.AppendCodePoint(IsSurrogate(codePoint) ? codePoint : Rune.ToLowerInvariant(new Rune(codePoint)).Value, start, end);
    }

    private static bool IsPunctuation(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    // The symbols that carry Other_Alphabetic: circled, squared and negative letters.
    private static bool IsAlphabeticSymbol(int codePoint) =>
        codePoint is (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);
}
