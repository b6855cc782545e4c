using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>Writes one sentence from left to right.</summary>
internal sealed class SentenceDerivation
{
    private const double ObjectAdjectiveShare = 0.15;
    private const double AdjectiveShare = 0.25;

    private readonly SeededRandom _random;
    private readonly ImmutableArray<string>.Builder _words = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<SentenceNoun>.Builder _attractors = ImmutableArray.CreateBuilder<SentenceNoun>();

    private SentenceDerivation(SeededRandom random) => _random = random;

    /// <summary>Derives a sentence.</summary>
    /// <param name="construction">How it is built.</param>
    /// <param name="random">Decides the rest.</param>
    public static AgreementSentence Of(SentenceConstruction construction, SeededRandom random) =>
        new SentenceDerivation(random).Derive(construction);

    private AgreementSentence Derive(SentenceConstruction construction)
    {
        NounKind kind = construction.HasDoer ? NounKind.Person : NextKind();
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
                    _attractors.Add(Phrase(NounKind.Person, AdjectiveShare));
                    break;
                case "deed":
                    _words.Add(Next(SentenceLexicon.Deeds).Form(_attractors[^1].IsPlural));
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
        "preposition" => SentenceLexicon.Prepositions,
        "adverb" => SentenceLexicon.Adverbs,
        "opening" => SentenceLexicon.Openings,
        "past" => SentenceLexicon.PastDeeds,
        _ => null,
    };

    private SentenceNoun Phrase(NounKind kind, double adjectiveShare)
    {
        _words.Add(_random.Next(2) == 0 ? SentenceLexicon.Determiners[0] : Next(SentenceLexicon.Determiners));
        if (_random.NextUniform() < adjectiveShare)
        {
            _words.Add(Next(SentenceLexicon.Adjectives));
        }

        NumberedWord noun = Next(kind == NounKind.Person ? SentenceLexicon.People : SentenceLexicon.Things);
        bool isPlural = _random.Next(2) == 1;
        _words.Add(noun.Form(isPlural));
        return new SentenceNoun(noun, isPlural, _words.Count - 1);
    }

    private NumberedWord VerbAndRest(NounKind kind, bool isPlural)
    {
        int choice = _random.Next(8);
        NumberedWord verb = Next(choice < 3 ? SentenceLexicon.Being
            : choice == 3 ? SentenceLexicon.Seeming
            : kind == NounKind.Thing ? SentenceLexicon.Events
            : choice < 6 ? SentenceLexicon.Deeds
            : SentenceLexicon.Acts);
        _words.Add(verb.Form(isPlural));
        if (choice < 4)
        {
            _words.Add(Next(SentenceLexicon.Qualities));
        }
        else if (choice < 6 && kind == NounKind.Person)
        {
            Phrase(NextKind(), ObjectAdjectiveShare);
        }
        else if (_random.Next(2) == 0)
        {
            _words.Add(Next(SentenceLexicon.Endings));
        }

        return verb;
    }

    private NounKind NextKind() => _random.Next(2) == 0 ? NounKind.Person : NounKind.Thing;

    private T Next<T>(ImmutableArray<T> from) => from[_random.Next(from.Length)];
}
