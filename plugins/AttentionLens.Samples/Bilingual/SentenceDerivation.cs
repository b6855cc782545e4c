using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>Derives one sentence: chooses words and counts out units of meaning.</summary>
/// <param name="random">Decides everything.</param>
internal sealed class SentenceDerivation(SeededRandom random)
{
    private const double PronounShare = 0.2;
    private const double AdjectiveShare = 0.35;
    private const double NegationShare = 0.15;
    private const double AdverbShare = 0.25;
    private const double PlaceShare = 0.25;
    private const double AnimalShare = 0.3;

    private static readonly ImmutableArray<(Tense Tense, int Weight)> Tenses =
        [(Tense.Present, 40), (Tense.Past, 15), (Tense.Perfect, 15), (Tense.Future, 12), (Tense.Modal, 18)];

    private static readonly ImmutableArray<(VerbFrame Frame, int Weight)> Frames =
        [(VerbFrame.Accusative, 50), (VerbFrame.Dative, 12), (VerbFrame.Ditransitive, 12), (VerbFrame.Intransitive, 26)];

    private static readonly ImmutableArray<(Determiner Determiner, int Weight)> Determiners =
        [(Determiner.The, 45), (Determiner.A, 25), (Determiner.This, 15), (Determiner.My, 15)];

    private readonly List<Clause> _clauses = [];
    private int _units;

    /// <summary>The clauses in the order in which they were derived.</summary>
    public IReadOnlyList<Clause> Clauses => _clauses;

    /// <summary>Whether something happens that happens with a probability.</summary>
    /// <param name="probability">The probability.</param>
    public bool Happens(double probability) => random.NextUniform() < probability;

    /// <summary>One of several with equal chances.</summary>
    /// <typeparam name="T">What is chosen.</typeparam>
    /// <param name="choices">All of them.</param>
    public T Choose<T>(ImmutableArray<T> choices) => choices[random.Next(choices.Length)];

    /// <summary>Two words that translate each other.</summary>
    /// <param name="words">The words.</param>
    public (AlignedWord English, AlignedWord German) Pair((string English, string German) words)
    {
        int unit = Units(1);
        return (AlignedWord.Of(words.English, unit), AlignedWord.Of(words.German, unit));
    }

    /// <summary>A sentence with its mark.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="english">The English words before it.</param>
    /// <param name="german">The German words before it.</param>
    public SentenceWords End(string mark, IEnumerable<AlignedWord> english, IEnumerable<AlignedWord> german)
    {
        (AlignedWord last, AlignedWord sameLast) = Pair((mark, mark));
        return new SentenceWords([.. english, last], [.. german, sameLast]);
    }

    /// <summary>A clause with everything that may stand in one, the subject first.</summary>
    /// <param name="isAffirmed">Whether it is surely not negated.</param>
    public Clause NextClause(bool isAffirmed = false)
    {
        Clause clause = Long(Bare(Weighted(Frames)));
        return Kept(clause with { IsNegated = clause.IsNegated && !isAffirmed });
    }

    /// <summary>A clause that something opens.</summary>
    public Clause NextOpenedClause()
    {
        Clause clause = Long(Bare(Weighted(Frames)));
        Opening opening = (Opening)(1 + random.Next(3));
        return Kept(opening switch
        {
            Opening.Time => clause with { Opening = opening, Time = clause.Time ?? Choose(Adverbs.Time(clause.Tense)) },
            Opening.Place => clause with { Opening = opening, Place = NextPlace() },
            _ => clause with { Opening = opening, OpeningAdverb = Choose(Adverbs.Opening) },
        });
    }

    /// <summary>A clause without adverbs and places.</summary>
    public Clause NextShortClause() => NextBareClause(Weighted(Frames));

    /// <summary>A clause without adverbs and places.</summary>
    /// <param name="frame">What its verb takes.</param>
    public Clause NextBareClause(VerbFrame frame) => Kept(Bare(frame));

    /// <summary>A noun with what stands before it.</summary>
    /// <param name="kind">What it names.</param>
    public NounPhrase NextNoun(NounKind kind) => new()
    {
        Unit = Units(NounPhrase.UnitCount),
        Noun = Choose(Nouns.Of(kind)),
        Determiner = Weighted(Determiners),
        Adjective = Happens(AdjectiveShare) ? Choose(Adjectives.Of(kind)) : null,
    };

    private Clause Kept(Clause clause)
    {
        _clauses.Add(clause);
        return clause;
    }

    private Clause Bare(VerbFrame frame)
    {
        Verb verb = Choose(Verbs.Of(frame));
        Tense tense = Weighted(Tenses);
        return new Clause
        {
            Unit = Units(Clause.UnitCount),
            Verb = verb,
            Tense = tense,
            Modal = tense == Tense.Modal ? Choose(Auxiliary.Modals) : null,
            IsNegated = Happens(NegationShare),
            Subject = NextPerson(PronounShare, verb.IsAnimal),
            Recipient = frame == VerbFrame.Ditransitive ? NextPerson(PronounShare, orAnimal: false) : null,
            Object = verb.Objects.IsEmpty ? null : NextObject(verb),
        };
    }

    private Clause Long(Clause clause)
    {
        bool hasFrequency = !clause.IsNegated && Happens(AdverbShare / 2);
        return clause with
        {
            Time = Happens(AdverbShare) ? Choose(Adverbs.Time(clause.Tense)) : null,
            Frequency = hasFrequency ? Choose(Adverbs.Frequency) : null,
            Manner = !clause.IsNegated && Happens(AdverbShare / 2) ? Choose(Adverbs.Manner) : null,
            Place = Happens(PlaceShare) ? NextPlace() : null,
        };
    }

    private NounPhrase NextObject(Verb verb)
    {
        NounKind kind = Choose(verb.Objects);
        return kind == NounKind.Person ? NextPerson(PronounShare, orAnimal: false) : NextNoun(kind);
    }

    private NounPhrase NextPerson(double pronouns, bool orAnimal) => Happens(pronouns)
        ? new NounPhrase { Unit = Units(NounPhrase.UnitCount), Pronoun = Choose(Pronoun.All) }
        : NextNoun(orAnimal && Happens(AnimalShare) ? NounKind.Animal : NounKind.Person);

    private PrepositionalPhrase NextPlace() => Happens(0.25)
        ? new PrepositionalPhrase(Units(1), Preposition.With, NextNoun(NounKind.Person))
        : new PrepositionalPhrase(Units(1), Choose(Preposition.Places), NextNoun(NounKind.Place));

    private T Weighted<T>(ImmutableArray<(T Choice, int Weight)> choices)
    {
        int left = random.Next(choices.Sum(choice => choice.Weight));
        return choices.First(choice => (left -= choice.Weight) < 0).Choice;
    }

    private int Units(int count)
    {
        int first = _units;
        _units += count;
        return first;
    }
}
