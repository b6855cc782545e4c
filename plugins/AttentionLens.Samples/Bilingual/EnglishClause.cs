using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>Puts clauses into English words.</summary>
internal static class EnglishClause
{
    /// <summary>A statement, or a clause behind a conjunction.</summary>
    /// <param name="clause">The clause.</param>
    public static IEnumerable<AlignedWord> Statement(Clause clause) =>
        [.. First(clause), .. clause.Subject.English(GrammaticalCase.Nominative), .. Predicate(clause)];

    /// <summary>All but the subject.</summary>
    /// <param name="clause">The clause.</param>
    public static IEnumerable<AlignedWord> Predicate(Clause clause) => [.. Auxiliary(clause, clause.IsNegated), .. Rest(clause, clause.IsNegated)];

    /// <summary>A question without its mark.</summary>
    /// <param name="clause">The clause, which is not negated.</param>
    public static IEnumerable<AlignedWord> Question(Clause clause) =>
        [.. Auxiliary(clause, needsOne: true), .. clause.Subject.English(GrammaticalCase.Nominative), .. Rest(clause, hasAuxiliary: true)];

    private static IEnumerable<AlignedWord> First(Clause clause) => clause.Opening switch
    {
        Opening.Adverb => Adverb(clause.OpeningAdverb, clause.OpeningUnit),
        Opening.Time => Adverb(clause.Time, clause.TimeUnit),
        Opening.Place => clause.Place!.English,
        _ => [],
    };

    // The word that can stand before the subject, and the negation that clings to it.
    private static IEnumerable<AlignedWord> Auxiliary(Clause clause, bool needsOne)
    {
        bool isThird = clause.Subject.Person == Person.ThirdSingular;
        string? word = clause.Tense switch
        {
            Tense.Perfect => isThird ? "has" : "have",
            Tense.Future => Samples.Auxiliary.Werden.English,
            Tense.Modal when !clause.Modal!.IsWant => clause.Modal.English,
            Tense.Past => needsOne ? "did" : null,
            _ => needsOne ? isThird ? "does" : "do" : null,
        };
        if (word == "can" && clause.IsNegated)
        {
            return [AlignedWord.Of("cannot", clause.TenseUnit, clause.NegationUnit)];
        }

        return
        [
            .. word is null ? [] : (ImmutableArray<AlignedWord>)[AlignedWord.Of(word, clause.TenseUnit)],
            .. clause.IsNegated ? (ImmutableArray<AlignedWord>)[AlignedWord.Of("not", clause.NegationUnit)] : [],
        ];
    }

    private static IEnumerable<AlignedWord> Rest(Clause clause, bool hasAuxiliary) =>
    [
        .. Adverb(clause.Frequency, clause.FrequencyUnit),
        .. MainVerb(clause, hasAuxiliary),
        .. clause.Recipient?.English(GrammaticalCase.Dative) ?? [],
        .. clause.Object?.English(clause.ObjectCase) ?? [],
        .. Adverb(clause.Manner, clause.MannerUnit),
        .. clause.Opening == Opening.Place ? [] : clause.Place?.English ?? [],
        .. clause.Opening == Opening.Time ? [] : Adverb(clause.Time, clause.TimeUnit),
    ];

    private static IEnumerable<AlignedWord> MainVerb(Clause clause, bool hasAuxiliary)
    {
        Verb verb = clause.Verb;
        bool isThird = clause.Subject.Person == Person.ThirdSingular;
        if (clause.Modal is { IsWant: true } want)
        {
            yield return AlignedWord.Of(hasAuxiliary || !isThird ? want.English : $"{want.English}s", clause.TenseUnit);
            yield return AlignedWord.Of("to", clause.VerbUnit);
        }

        yield return clause.Tense switch
        {
            Tense.Present when !hasAuxiliary => AlignedWord.Of(isThird ? verb.Third : verb.Base, clause.TenseUnit, clause.VerbUnit),
            Tense.Past when !hasAuxiliary => AlignedWord.Of(verb.Past, clause.TenseUnit, clause.VerbUnit),
            Tense.Perfect => AlignedWord.Of(verb.EnglishParticiple, clause.VerbUnit),
            _ => AlignedWord.Of(verb.Base, clause.VerbUnit),
        };
        if (verb.EnglishParticle.Length > 0)
        {
            yield return AlignedWord.Of(verb.EnglishParticle, clause.VerbUnit);
        }
    }

    private static IEnumerable<AlignedWord> Adverb(Adverb? adverb, int unit) => adverb is null ? [] : [AlignedWord.Of(adverb.English, unit)];
}
