using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>Every word of the grammar in every form of both languages.</summary>
internal static class SentenceLexicon
{
    private static readonly ImmutableArray<Person> Persons = [.. Enum.GetValues<Person>()];
    private static readonly ImmutableArray<Gender> Genders = [.. Enum.GetValues<Gender>()];
    private static readonly ImmutableArray<GrammaticalCase> Cases = [.. Enum.GetValues<GrammaticalCase>()];

    /// <summary>The words, with a capital form of each that can begin a sentence, once each in ordinal order.</summary>
    public static ImmutableArray<string> Words { get; } =
    [
        .. Beginnings.SelectMany(word => new[] { word, SentencePair.Capital(word) }).Concat(Others).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Beginnings =>
    [
        .. AllDeterminers.SelectMany(determiner => Genders.SelectMany(gender => Cases.Select(each => determiner.German(gender, each)))),
        .. AllDeterminers.Select(determiner => determiner.English),
        "an",
        .. Pronoun.All.SelectMany(pronoun => Cases.SelectMany(each => new[] { pronoun.English(each), pronoun.German(each) })),
        .. Adverbs.All.SelectMany(adverb => adverb.German.Split(' ').Append(adverb.English)),
        .. Preposition.Places.Append(Preposition.With).SelectMany(preposition => new[] { preposition.English, preposition.German }),
        Preposition.Merged,
        .. SentenceForm.Words,
        .. AllAuxiliaries.SelectMany(auxiliary => Persons.Select(auxiliary.Present).Append(auxiliary.English)),
        "do", "does", "did", "has", "have",
        .. Verbs.All.SelectMany(verb => Persons.Select(verb.Present)),
    ];

    private static IEnumerable<string> Others =>
    [
        .. Nouns.All.SelectMany(noun => new[] { noun.English, noun.German, noun.Oblique }),
        .. Adjectives.All.Select(adjective => adjective.English),
        .. Adjectives.All.SelectMany(adjective => AllDeterminers.SelectMany(determiner => Genders.SelectMany(
            gender => Cases.Select(each => adjective.Stem + determiner.AdjectiveEnding(gender, each))))),
        "cannot", "not", "nicht", "to", "wants",
        .. Verbs.All.SelectMany(verb => new[]
        {
            verb.Base, verb.Third, verb.Past, verb.EnglishParticiple, verb.EnglishParticle, verb.Prefix, verb.Infinitive, verb.GermanParticiple,
        }).Where(word => word.Length > 0),
        .. Verbs.All.SelectMany(verb => Persons.Select(person => verb.Prefix + verb.Present(person))),
    ];

    private static IEnumerable<Determiner> AllDeterminers => [Determiner.The, Determiner.This, Determiner.A, Determiner.My, Determiner.No];

    private static IEnumerable<Auxiliary> AllAuxiliaries =>
        [Auxiliary.Haben, Auxiliary.Sein, Auxiliary.Werden, Auxiliary.Forbidden, .. Auxiliary.Modals];
}
