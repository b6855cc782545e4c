using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A sentence up to its verb: a name, and parts with spaces between them. <c>subject</c> and <c>attractor</c> are phrases with a
/// noun, <c>person</c> an attractor that does something, <c>deed</c> what it does, <c>past</c> a deed of the subject;
/// <c>preposition</c>, <c>adverb</c> and <c>opening</c> are words from their lists; every other part is itself.</summary>
/// <param name="Name">The name.</param>
/// <param name="Pattern">The parts.</param>
/// <param name="Weight">How often it is trained on, against the others. As in text, most verbs stand close to their subjects: number is
/// learned there first, and where to look for it later.</param>
internal sealed record SentenceConstruction(string Name, string Pattern, int Weight)
{
    /// <summary>All constructions.</summary>
    public static ImmutableArray<SentenceConstruction> All { get; } =
    [
        new("simple", "subject", 12),
        new("adverb", "subject adverb", 4),
        new("opening", "opening , subject", 4),
        new("opening-attractor", "preposition attractor , subject", 2),
        new("preposition", "subject preposition attractor", 3),
        new("preposition-adverb", "subject preposition attractor adverb", 1),
        new("two-prepositions", "subject preposition attractor preposition attractor", 1),
        new("three-prepositions", "subject preposition attractor preposition attractor preposition attractor", 1),
        new("opening-preposition", "preposition attractor , subject preposition attractor", 1),
        new("subject-relative", "subject that past attractor", 1),
        new("object-relative", "subject that person deed", 1),
        new("reduced-relative", "subject person deed", 1),
        new("preposition-relative", "subject preposition attractor that person deed", 1),
        new("relative-preposition", "subject that past attractor preposition attractor", 1),
        new("verb-coordination", "subject past attractor and", 1),
    ];

    /// <summary>Each construction as often as it weighs.</summary>
    public static ImmutableArray<SentenceConstruction> Weighted { get; } =
        [.. All.SelectMany(construction => Enumerable.Repeat(construction, construction.Weight))];

    /// <summary>The parts.</summary>
    public ImmutableArray<string> Parts { get; } = [.. Pattern.Split(' ')];

    /// <summary>Whether the subject does something before the verb, which only people do.</summary>
    public bool HasDoer => Parts.Contains("past", StringComparer.Ordinal);

    /// <summary>How many other nouns stand before the verb.</summary>
    public int AttractorCount => Parts.Count(part => part is "attractor" or "person");
}
