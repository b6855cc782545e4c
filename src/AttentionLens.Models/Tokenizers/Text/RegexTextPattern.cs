using System.Globalization;
using System.Text.RegularExpressions;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Finds a stranger's regular expression without trusting it.</summary>
internal sealed class RegexTextPattern : TextPattern
{
    private const RegexOptions Common = RegexOptions.CultureInvariant;
    private const int LongestExpression = 10_000;

    // Reached only by expressions with look-around that backtrack without end; ordinary ones need milliseconds for a megabyte.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Regex _regex;
    private readonly string _place;

    public RegexTextPattern(string expression, string place)
    {
        _place = place;
        if (expression.Length > LongestExpression)
        {
            throw new LensInputException($"{place}: the expression has {expression.Length} characters; expected at most {LongestExpression}.");
        }

        if (expression.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
        {
            throw new LensInputException($"{place}: the expression names characters beyond U+FFFF, which is not supported.");
        }

        try
        {
            _regex = Compile(expression);
        }
        catch (ArgumentException error)
        {
            throw new LensInputException(
                $"{place}: {Quote.Short(expression)} is not a regular expression that can be read: {Quote.Short(error.Message)}.", error);
        }
    }

    public override List<(int Start, int Length)> Matches(ReadOnlySpan<char> text)
    {
        (char[] shadow, int[]? places) = Shadow(text);
        List<(int, int)> matches = [];
        try
        {
            foreach (ValueMatch match in _regex.EnumerateMatches(shadow))
            {
                int start = places?[match.Index] ?? match.Index;
                int end = places?[match.Index + match.Length] ?? (match.Index + match.Length);
                matches.Add((start, end - start));
            }
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new LensInputException($"{_place}: the expression backtracks without end on a text of {text.Length} characters.", error);
        }

        return matches;
    }

    private static Regex Compile(string expression)
    {
        try
        {
            return new Regex(expression, Common | RegexOptions.NonBacktracking, Patience);
        }
        catch (NotSupportedException)
        {
            return new Regex(expression, Common, Patience);
        }
    }

    // .NET matches UTF-16 units, tokenizer files mean code points. Each code point beyond U+FFFF is stood in for by one unit of
    // the same category, which is all that a class such as \p{L} looks at.
    private static (char[] Shadow, int[]? Places) Shadow(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return (text.ToArray(), null);
        }

        List<char> shadow = new(text.Length);
        List<int> places = new(text.Length + 1);
        for (int i = 0; i < text.Length;)
        {
            int codePoint = CodePoint.At(text, i, out int width);
            shadow.Add(width == 1 ? (char)codePoint : StandIn(codePoint));
            places.Add(i);
            i += width;
        }

        places.Add(text.Length);
        return ([.. shadow], [.. places]);
    }

    private static char StandIn(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
    {
        UnicodeCategory.UppercaseLetter => '\u0531',
        UnicodeCategory.LowercaseLetter => '\u0561',
        UnicodeCategory.TitlecaseLetter => '\u1F88',
        UnicodeCategory.ModifierLetter => '\u02B0',
        UnicodeCategory.OtherLetter => '\u05D0',
        UnicodeCategory.NonSpacingMark => '\u0591',
        UnicodeCategory.SpacingCombiningMark => '\u0903',
        UnicodeCategory.EnclosingMark => '\u0488',
        UnicodeCategory.DecimalDigitNumber => '\u0660',
        UnicodeCategory.LetterNumber => '\u16EE',
        UnicodeCategory.OtherNumber => '\u09F4',
        UnicodeCategory.ConnectorPunctuation => '\u203F',
        UnicodeCategory.DashPunctuation => '\u058A',
        UnicodeCategory.OpenPunctuation => '\u0F3A',
        UnicodeCategory.ClosePunctuation => '\u0F3B',
        UnicodeCategory.OtherPunctuation => '\u055A',
        UnicodeCategory.MathSymbol => '\u03F6',
        UnicodeCategory.CurrencySymbol => '\u058F',
        UnicodeCategory.ModifierSymbol => '\u02C2',
        UnicodeCategory.OtherSymbol => '\u0482',
        UnicodeCategory.Format => '\u0600',
        UnicodeCategory.PrivateUse => '\uE000',
        _ => '\u0378',
    };
}
