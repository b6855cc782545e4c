namespace AttentionLens.Samples;

/// <summary>Everything that the grammar can write.</summary>
internal static class ReviewLexicon
{
    /// <summary>The words and marks in lower case, cut at spaces and around punctuation, each once, in ordinal order.</summary>
    public static IReadOnlyList<string> Words { get; } =
        [.. Texts().SelectMany(Pieces).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Texts() =>
        GeneralRules.Rules.Parts
            .Concat(Domains.All.SelectMany(domain => domain.Rules.Parts))
            .Concat(Construction.All.SelectMany(construction => construction.Parts))
            .Where(part => part.Kind is RulePartKind.Word or RulePartKind.Negator)
            .Select(part => part.Text)
            .Concat(SentimentWords.All.Values.Concat(Domains.All.Select(domain => domain.Adjectives))
                .SelectMany(words => words.Positive.Concat(words.Negative)))
            .Append("an");

    private static IEnumerable<string> Pieces(string text)
    {
        int start = 0;
        for (int index = 0; index <= text.Length; index++)
        {
            if (index < text.Length && char.IsAsciiLetterOrDigit(text[index]))
            {
                continue;
            }

            if (index > start)
            {
                yield return text[start..index].ToLowerInvariant();
            }

            if (index < text.Length && text[index] != ' ')
            {
                yield return text[index..(index + 1)];
            }

            start = index + 1;
        }
    }
}
