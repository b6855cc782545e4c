using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>Writes one sentence from left to right.</summary>
internal sealed class AgreementDerivation
{
    private const double ObjectAdjectiveShare = 0.15;
    private const double AdjectiveShare = 0.25;

    private readonly SeededRandom _random;
    private readonly ImmutableArray<string>.Builder _words = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<SentenceNoun>.Builder _attractors = ImmutableArray.CreateBuilder<SentenceNoun>();

    private AgreementDerivation(SeededRandom random) => _random = random;

    /// <summary>Derives a sentence.</summary>
    /// <param name="construction">How it is built.</param>
    /// <param name="random">Decides the rest.</param>
    public static AgreementSentence Of(SentenceConstruction construction, SeededRandom random) =>
        new AgreementDerivation(random).Derive(construction);

    private AgreementSentence Derive(SentenceConstruction construction)
    {
        AgreementNounKind kind = construction.HasDoer ? AgreementNounKind.Person : NextKind();
        SentenceNoun? subject = null;
        foreach (string part in construction.Parts)
        {
            switch (part)
            {
                case "subject":
                    subject = Phrase(kind, AdjectiveShare);
                    break;
                case "attractor":
                    _attractors.Add(Phrase(NextKind(), AdjectiveShare));
                    break;
                case "person":
                    _attractors.Add(Phrase(AgreementNounKind.Person, AdjectiveShare));
                    break;
                case "deed":
                    _words.Add(Next(AgreementLexicon.Deeds).Form(_attractors[^1].IsPlural));
                    break;
                default:
                    _words.Add(WordsOf(part) is { } words ? Next(words) : part);
                    break;
            }
        }

        int place = _words.Count;
        NumberedWord verb = VerbAndRest(kind, subject!.IsPlural);
        _words.Add(".");
        return new AgreementSentence(construction, _words.DrainToImmutable(), subject, _attractors.DrainToImmutable(), verb) { VerbPlace = place };
    }

    private static ImmutableArray<string>? WordsOf(string part) => part switch
    {
        "preposition" => AgreementLexicon.Prepositions,
        "adverb" => AgreementLexicon.Adverbs,
        "opening" => AgreementLexicon.Openings,
        "past" => AgreementLexicon.PastDeeds,
        _ => null,
    };

    private SentenceNoun Phrase(AgreementNounKind kind, double adjectiveShare)
    {
        _words.Add(_random.Next(2) == 0 ? AgreementLexicon.Determiners[0] : Next(AgreementLexicon.Determiners));
        if (_random.NextUniform() < adjectiveShare)
        {
            _words.Add(Next(AgreementLexicon.Adjectives));
        }

        NumberedWord noun = Next(kind == AgreementNounKind.Person ? AgreementLexicon.People : AgreementLexicon.Things);
        bool isPlural = _random.Next(2) == 1;
        _words.Add(noun.Form(isPlural));
        return new SentenceNoun(noun, isPlural, _words.Count - 1);
    }

    private NumberedWord VerbAndRest(AgreementNounKind kind, bool isPlural)
    {
        int choice = _random.Next(8);
        NumberedWord verb = Next(choice < 3 ? AgreementLexicon.Being
            : choice == 3 ? AgreementLexicon.Seeming
            : kind == AgreementNounKind.Thing ? AgreementLexicon.Events
            : choice < 6 ? AgreementLexicon.Deeds
            : AgreementLexicon.Acts);
        _words.Add(verb.Form(isPlural));
        if (choice < 4)
        {
            _words.Add(Next(AgreementLexicon.Qualities));
        }
        else if (choice < 6 && kind == AgreementNounKind.Person)
        {
            Phrase(NextKind(), ObjectAdjectiveShare);
        }
        else if (_random.Next(2) == 0)
        {
            _words.Add(Next(AgreementLexicon.Endings));
        }

        return verb;
    }

    private AgreementNounKind NextKind() => _random.Next(2) == 0 ? AgreementNounKind.Person : AgreementNounKind.Thing;

    private T Next<T>(ImmutableArray<T> from) => from[_random.Next(from.Length)];
}
