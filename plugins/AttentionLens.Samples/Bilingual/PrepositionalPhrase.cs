namespace AttentionLens.Samples;

/// <summary>A preposition with a noun.</summary>
/// <param name="Unit">The unit of the preposition.</param>
/// <param name="Preposition">The preposition.</param>
/// <param name="Object">The noun, without a relative clause.</param>
internal sealed record PrepositionalPhrase(int Unit, Preposition Preposition, NounPhrase Object)
{
    /// <summary>The words in English.</summary>
    public IEnumerable<AlignedWord> English => [AlignedWord.Of(Preposition.English, Unit), .. Object.English(GrammaticalCase.Dative)];

    /// <summary>The words in German; <c>in dem</c> becomes <c>im</c>.</summary>
    public IEnumerable<AlignedWord> German =>
        Preposition.German == Preposition.Merging && Object.Determiner == Determiner.The && Object.Noun is { Gender: not Gender.Feminine }
            ? [AlignedWord.Of(Preposition.Merged, Unit, Object.Unit), .. Object.GermanNoun(GrammaticalCase.Dative)]
            : [AlignedWord.Of(Preposition.German, Unit), .. Object.German(GrammaticalCase.Dative)];
}
