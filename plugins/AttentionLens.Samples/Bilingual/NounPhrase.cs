using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A pronoun, or a noun with what stands before it and a clause that may stand behind it.</summary>
internal sealed record NounPhrase
{
    /// <summary>How many units a phrase takes.</summary>
    public const int UnitCount = 4;

    /// <summary>The first of its units: those of determiner, adjective, noun or pronoun, and relative pronoun.</summary>
    public required int Unit { get; init; }

    /// <summary>The pronoun, or null for a noun.</summary>
    public Pronoun? Pronoun { get; init; }

    /// <summary>The noun, or null for a pronoun.</summary>
    public Noun? Noun { get; init; }

    /// <summary>What stands before the noun.</summary>
    public Determiner Determiner { get; init; } = Determiner.The;

    /// <summary>The adjective, or null.</summary>
    public Adjective? Adjective { get; init; }

    /// <summary>A clause about the noun, whose subject it is, or null.</summary>
    public Clause? Relative { get; init; }

    /// <summary>What a verb agrees with.</summary>
    public Person Person => Pronoun?.Person ?? Person.ThirdSingular;

    /// <summary>The words in English.</summary>
    /// <param name="grammaticalCase">The case that German has.</param>
    public IEnumerable<AlignedWord> English(GrammaticalCase grammaticalCase)
    {
        if (Noun is null)
        {
            return [AlignedWord.Of(Pronoun!.English(grammaticalCase), Unit + 2)];
        }

        string next = Adjective?.English ?? Noun.English;
        string determiner = Determiner == Determiner.A && "aeiou".Contains(next[0], StringComparison.Ordinal) ? "an" : Determiner.English;
        return
        [
            AlignedWord.Of(determiner, Unit),
            .. Adjective is null ? [] : (ImmutableArray<AlignedWord>)[AlignedWord.Of(Adjective.English, Unit + 1)],
            AlignedWord.Of(Noun.English, Unit + 2),
            .. Relative is null ? [] : (ImmutableArray<AlignedWord>)[AlignedWord.Of("who", Unit + 3), .. EnglishClause.Predicate(Relative)],
        ];
    }

    /// <summary>The words in German.</summary>
    /// <param name="grammaticalCase">The case.</param>
    /// <param name="negation">The unit of a negation that the determiner takes on, or null.</param>
    public IEnumerable<AlignedWord> German(GrammaticalCase grammaticalCase, int? negation = null)
    {
        if (Noun is null)
        {
            return [AlignedWord.Of(Pronoun!.German(grammaticalCase), Unit + 2)];
        }

        string determiner = (negation is null ? Determiner : Determiner.No).German(Noun.Gender, grammaticalCase);
        return
        [
            negation is { } unit ? AlignedWord.Of(determiner, Unit, unit) : AlignedWord.Of(determiner, Unit),
            .. GermanNoun(grammaticalCase),
            .. Relative is null ? [] : GermanRelative(Noun, Relative),
        ];
    }

    /// <summary>The adjective and the noun in German, without a determiner.</summary>
    /// <param name="grammaticalCase">The case.</param>
    public IEnumerable<AlignedWord> GermanNoun(GrammaticalCase grammaticalCase)
    {
        Noun noun = Noun!;
        if (Adjective is not null)
        {
            yield return AlignedWord.Of(Adjective.Stem + Determiner.AdjectiveEnding(noun.Gender, grammaticalCase), Unit + 1);
        }

        yield return AlignedWord.Of(noun.In(grammaticalCase), Unit + 2);
    }

    private ImmutableArray<AlignedWord> GermanRelative(Noun noun, Clause relative) =>
    [
        AlignedWord.Of(","),
        AlignedWord.Of(Determiner.The.German(noun.Gender, GrammaticalCase.Nominative), Unit + 3),
        .. GermanClause.Final(relative, hasSubject: false),
        AlignedWord.Of(","),
    ];
}
