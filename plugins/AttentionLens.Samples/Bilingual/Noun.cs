namespace AttentionLens.Samples;

/// <summary>A noun in both languages, in the singular.</summary>
/// <param name="English">The English word.</param>
/// <param name="German">The German nominative.</param>
/// <param name="Gender">The German gender.</param>
/// <param name="Kind">What it names.</param>
internal sealed record Noun(string English, string German, Gender Gender, NounKind Kind)
{
    /// <summary>The German accusative and dative, which only weak nouns mark.</summary>
    public string Oblique { get; init; } = German;

    /// <summary>The German form of a case.</summary>
    /// <param name="grammaticalCase">The case.</param>
    public string In(GrammaticalCase grammaticalCase) => grammaticalCase == GrammaticalCase.Nominative ? German : Oblique;
}
