namespace AttentionLens.Models.Tokenizers;

/// <summary>The words of GPT-2, by hand: its regular expression tries, in order, an English contraction, letters, numbers or other
/// characters after at most one space, white space that does not touch the next word, and white space.</summary>
internal static class GptWords
{
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>How many units the first word of the text has; at least one.</summary>
    public static int Next(ReadOnlySpan<char> text)
    {
        if (text[0] == '\'')
        {
            foreach (string contraction in Contractions)
            {
                if (text.StartsWith(contraction, StringComparison.Ordinal))
                {
                    return contraction.Length;
                }
            }
        }

        int start = text[0] == ' ' && text.Length > 1 && KindAt(text, 1, out _) != Kind.Space ? 1 : 0;
        Kind kind = KindAt(text, start, out int width);
        int end = start + width;
        int last = start;
        while (end < text.Length && KindAt(text, end, out width) == kind)
        {
            last = end;
            end += width;
        }

        // White space before a word leaves its last character to that word, unless it is all there is.
        return kind == Kind.Space && end < text.Length && last > 0 ? last : end;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, int index, out int width)
    {
        int codePoint = CodePoint.At(text, index, out width);
        return CodePoint.IsWhiteSpace(codePoint) ? Kind.Space
            : CodePoint.IsLetter(codePoint) ? Kind.Letter
            : CodePoint.IsNumber(codePoint) ? Kind.Number
            : Kind.Other;
    }
}
