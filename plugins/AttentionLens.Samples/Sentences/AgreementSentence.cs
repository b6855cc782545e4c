using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A sentence whose verb agrees with its subject.</summary>
/// <param name="Construction">How it is built up to the verb.</param>
/// <param name="Words">All words and marks, the verb and what follows it included.</param>
/// <param name="Subject">The subject's noun.</param>
/// <param name="Attractors">The other nouns before the verb.</param>
/// <param name="Verb">The verb.</param>
internal sealed record AgreementSentence(
    SentenceConstruction Construction,
    ImmutableArray<string> Words,
    SentenceNoun Subject,
    ImmutableArray<SentenceNoun> Attractors,
    NumberedWord Verb)
{
    // One in so many pairs of words is kept out of training.
    private const uint Share = 8;

    /// <summary>The place of the verb.</summary>
    public required int VerbPlace { get; init; }

    /// <summary>The text up to the verb.</summary>
    public ReviewText BeforeVerb => ReviewText.Of(Words[..VerbPlace]);

    /// <summary>How many attractors have the other number than the subject.</summary>
    public int OppositeAttractors => Attractors.Count(attractor => attractor.IsPlural != Subject.IsPlural);

    /// <summary>The verb's form that agrees.</summary>
    public string RightForm => Verb.Form(Subject.IsPlural);

    /// <summary>The verb's form that does not agree.</summary>
    public string WrongForm => Verb.Form(!Subject.IsPlural);

    /// <summary>Whether training must not show the sentence: the subject and an attractor, or where there is none the verb, are a pair that is held out.</summary>
    public bool IsHeldOut => Attractors.IsEmpty
        ? IsHeldOutPair(Subject.Noun, Verb)
        : Attractors.Any(attractor => IsHeldOutPair(Subject.Noun, attractor.Noun));

    private static bool IsHeldOutPair(NumberedWord subject, NumberedWord other) =>
        TextHash.IsFirstOf($"{subject.Singular} {other.Singular}", Share);
}
