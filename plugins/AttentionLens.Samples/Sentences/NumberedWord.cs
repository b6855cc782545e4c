using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A noun or a verb in both numbers. A verb's form is that of the third person.</summary>
/// <param name="Singular">The form beside or of one thing.</param>
/// <param name="Plural">The form beside or of several.</param>
internal sealed record NumberedWord(string Singular, string Plural)
{
    /// <summary>The form of a number.</summary>
    /// <param name="isPlural">Whether the plural is asked for.</param>
    public string Form(bool isPlural) => isPlural ? Plural : Singular;

    /// <summary>Nouns from a list.</summary>
    /// <param name="list">Singulars with spaces between them; behind a slash the plural, where it is not made with <c>-s</c>.</param>
    public static ImmutableArray<NumberedWord> Nouns(string list) =>
        [.. Pairs(list).Select(pair => new NumberedWord(pair.First, pair.Second ?? WithEnding(pair.First)))];

    /// <summary>Verbs from a list.</summary>
    /// <param name="list">Plural forms with spaces between them; behind a slash the singular, where it is not made with <c>-s</c>.</param>
    public static ImmutableArray<NumberedWord> Verbs(string list) =>
        [.. Pairs(list).Select(pair => new NumberedWord(pair.Second ?? WithEnding(pair.First), pair.First))];

    private static IEnumerable<(string First, string? Second)> Pairs(string list) =>
        list.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('/'))
            .Select(forms => (forms[0], forms.Length > 1 ? forms[1] : null));

    private static string WithEnding(string word) =>
        word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal) || word[^1] is 's' or 'x' or 'o'
            ? $"{word}es"
            : $"{word}s";
}
