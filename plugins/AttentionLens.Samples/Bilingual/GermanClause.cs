using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>Puts clauses into German words.</summary>
internal static class GermanClause
{
    /// <summary>A main clause: what opens it or the subject, then the finite verb.</summary>
    /// <param name="clause">The clause.</param>
    public static IEnumerable<AlignedWord> Statement(Clause clause) => clause.Opening switch
    {
        Opening.Adverb => [.. Adverb(clause.OpeningAdverb, clause.OpeningUnit), .. VerbFirst(clause)],
        Opening.Time => [.. Adverb(clause.Time, clause.TimeUnit), .. VerbFirst(clause)],
        Opening.Place => [.. clause.Place!.German, .. VerbFirst(clause)],
        _ => [.. Subject(clause), Finite(clause), .. Middle(clause), .. NonFinite(clause)],
    };

    /// <summary>A clause that begins with its finite verb: a question, or a main clause behind a subordinate one.</summary>
    /// <param name="clause">The clause.</param>
    public static IEnumerable<AlignedWord> VerbFirst(Clause clause) =>
        [Finite(clause), .. Subject(clause), .. Middle(clause), .. NonFinite(clause)];

    /// <summary>A clause that ends with its finite verb.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="hasSubject">Whether the subject is said; otherwise a relative pronoun stands for it.</param>
    public static IEnumerable<AlignedWord> Final(Clause clause, bool hasSubject = true)
    {
        AlignedWord finite = Finite(clause);
        return
        [
            .. hasSubject ? Subject(clause) : [],
            .. Middle(clause),
            .. IsSimple(clause) ? [finite with { Text = clause.Verb.Prefix + finite.Text }] : (ImmutableArray<AlignedWord>)[.. NonFinite(clause), finite],
        ];
    }

    private static bool IsSimple(Clause clause) => clause.Tense == Tense.Present;

    private static IEnumerable<AlignedWord> Subject(Clause clause) => clause.Subject.German(GrammaticalCase.Nominative);

    // In a simple tense without what is separated from it.
    private static AlignedWord Finite(Clause clause)
    {
        Person person = clause.Subject.Person;
        Auxiliary? auxiliary = clause.Tense switch
        {
            Tense.Past or Tense.Perfect => clause.Verb.TakesSein ? Auxiliary.Sein : Auxiliary.Haben,
            Tense.Future => Auxiliary.Werden,
            Tense.Modal => clause.Modal == Auxiliary.Must && clause.IsNegated ? Auxiliary.Forbidden : clause.Modal,
            _ => null,
        };
        return auxiliary is null
            ? AlignedWord.Of(clause.Verb.Present(person), clause.TenseUnit, clause.VerbUnit)
            : AlignedWord.Of(auxiliary.Present(person), clause.TenseUnit);
    }

    private static IEnumerable<AlignedWord> NonFinite(Clause clause)
    {
        string word = clause.Tense switch
        {
            Tense.Present => clause.Verb.Prefix,
            Tense.Past or Tense.Perfect => clause.Verb.GermanParticiple,
            _ => clause.Verb.Infinitive,
        };
        return word.Length == 0 ? [] : [AlignedWord.Of(word, clause.VerbUnit)];
    }

    // Pronouns come first; the negation stands before what says how and where.
    private static IEnumerable<AlignedWord> Middle(Clause clause) =>
    [
        .. Phrase(clause.Recipient, GrammaticalCase.Dative, isPronoun: true),
        .. Phrase(clause.Object, clause.ObjectCase, isPronoun: true),
        .. clause.Opening == Opening.Time ? [] : Adverb(clause.Time, clause.TimeUnit),
        .. Adverb(clause.Frequency, clause.FrequencyUnit),
        .. Phrase(clause.Recipient, GrammaticalCase.Dative, isPronoun: false),
        .. Phrase(clause.Object, clause.ObjectCase, isPronoun: false, clause.NegatesObject ? clause.NegationUnit : null),
        .. clause.IsNegated && !clause.NegatesObject ? (ImmutableArray<AlignedWord>)[AlignedWord.Of("nicht", clause.NegationUnit)] : [],
        .. Adverb(clause.Manner, clause.MannerUnit),
        .. clause.Opening == Opening.Place ? [] : clause.Place?.German ?? [],
    ];

    private static IEnumerable<AlignedWord> Phrase(NounPhrase? phrase, GrammaticalCase grammaticalCase, bool isPronoun, int? negation = null) =>
        phrase is not null && phrase.Noun is null == isPronoun ? phrase.German(grammaticalCase, negation) : [];

    private static IEnumerable<AlignedWord> Adverb(Adverb? adverb, int unit) =>
        adverb is null ? [] : adverb.German.Split(' ').Select(word => AlignedWord.Of(word, unit));
}
