using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A sentence up to its verb: a name, and parts with spaces between them. <c>subject</c> and <c>attractor</c> are phrases with a
/// noun, <c>person</c> an attractor that does something, <c>deed</c> what it does, <c>past</c> a deed of the subject;
/// <c>preposition</c>, <c>adverb</c> and <c>opening</c> are words from their lists; every other part is itself.</summary>
/// <param name="Name">The name.</param>
/// <param name="Pattern">The parts.</param>
internal sealed record SentenceConstruction(string Name, string Pattern)
{
    /// <summary>All constructions.</summary>
    public static ImmutableArray<SentenceConstruction> All { get; } =
    [
        new("simple", "subject"),
        new("adverb", "subject adverb"),
        new("opening", "opening , subject"),
        new("opening-attractor", "preposition attractor , subject"),
        new("preposition", "subject preposition attractor"),
        new("preposition-adverb", "subject preposition attractor adverb"),
        new("two-prepositions", "subject preposition attractor preposition attractor"),
        new("three-prepositions", "subject preposition attractor preposition attractor preposition attractor"),
        new("opening-preposition", "preposition attractor , subject preposition attractor"),
        new("subject-relative", "subject that past attractor"),
        new("object-relative", "subject that person deed"),
        new("reduced-relative", "subject person deed"),
        new("preposition-relative", "subject preposition attractor that person deed"),
        new("relative-preposition", "subject that past attractor preposition attractor"),
        new("verb-coordination", "subject past attractor and"),
    ];

    /// <summary>The parts.</summary>
    public ImmutableArray<string> Parts { get; } = [.. Pattern.Split(' ')];

    /// <summary>Whether the subject does something before the verb, which only people do.</summary>
    public bool HasDoer => Parts.Contains("past", StringComparer.Ordinal);

    /// <summary>How many other nouns stand before the verb.</summary>
    public int AttractorCount => Parts.Count(part => part is "attractor" or "person");
}
