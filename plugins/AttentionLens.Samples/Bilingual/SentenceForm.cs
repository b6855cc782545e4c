using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>How a sentence is put together from clauses.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weight">How often it is taken, in relation to the others.</param>
/// <param name="Derive">Derives the words in both languages.</param>
internal sealed record SentenceForm(string Name, int Weight, Func<SentenceDerivation, SentenceWords> Derive)
{
    private static readonly ImmutableArray<(string English, string German)> Conjunctions =
    [
        ("because", "weil"), ("although", "obwohl"), ("if", "wenn"), ("while", "während"), ("before", "bevor"), ("until", "bis"),
    ];

    /// <summary>All forms.</summary>
    public static ImmutableArray<SentenceForm> All { get; } =
    [
        new("statement", 22, Statement),
        new("inversion", 18, Inversion),
        new("question", 10, Question),
        new("subordinate-after", 14, SubordinateAfter),
        new("subordinate-before", 12, SubordinateBefore),
        new("that-clause", 10, ThatClause),
        new("relative-clause", 10, RelativeClause),
        new("coordination", 6, Coordination),
    ];

    /// <summary>Words of sentence forms: conjunctions and marks.</summary>
    public static IEnumerable<string> Words =>
        [.. Conjunctions.SelectMany(words => new[] { words.English, words.German }), "that", "dass", "and", "und", "but", "aber", "who", ",", ".", "?"];

    private static SentenceWords Statement(SentenceDerivation derivation)
    {
        Clause clause = derivation.NextClause();
        return derivation.End(".", EnglishClause.Statement(clause), GermanClause.Statement(clause));
    }

    private static SentenceWords Inversion(SentenceDerivation derivation)
    {
        Clause clause = derivation.NextOpenedClause();
        return derivation.End(".", EnglishClause.Statement(clause), GermanClause.Statement(clause));
    }

    private static SentenceWords Question(SentenceDerivation derivation)
    {
        Clause clause = derivation.NextClause(isAffirmed: true);
        return derivation.End("?", EnglishClause.Question(clause), GermanClause.VerbFirst(clause));
    }

    private static SentenceWords SubordinateAfter(SentenceDerivation derivation)
    {
        (Clause main, Clause subordinate) = (derivation.NextShortClause(), derivation.NextClause());
        (AlignedWord english, AlignedWord german) = derivation.Pair(derivation.Choose(Conjunctions));
        return derivation.End(
            ".",
            [.. EnglishClause.Statement(main), english, .. EnglishClause.Statement(subordinate)],
            [.. GermanClause.Statement(main), AlignedWord.Of(","), german, .. GermanClause.Final(subordinate)]);
    }

    private static SentenceWords SubordinateBefore(SentenceDerivation derivation)
    {
        (Clause subordinate, Clause main) = (derivation.NextClause(), derivation.NextShortClause());
        (AlignedWord english, AlignedWord german) = derivation.Pair(derivation.Choose(Conjunctions));
        (AlignedWord comma, AlignedWord sameComma) = derivation.Pair((",", ","));
        return derivation.End(
            ".",
            [english, .. EnglishClause.Statement(subordinate), comma, .. EnglishClause.Statement(main)],
            [german, .. GermanClause.Final(subordinate), sameComma, .. GermanClause.VerbFirst(main)]);
    }

    private static SentenceWords ThatClause(SentenceDerivation derivation)
    {
        (Clause main, Clause content) = (derivation.NextBareClause(VerbFrame.Clausal), derivation.NextClause());
        (AlignedWord english, AlignedWord german) = derivation.Pair(("that", "dass"));
        return derivation.End(
            ".",
            [.. EnglishClause.Statement(main), english, .. EnglishClause.Statement(content)],
            [.. GermanClause.Statement(main), AlignedWord.Of(","), german, .. GermanClause.Final(content)]);
    }

    private static SentenceWords RelativeClause(SentenceDerivation derivation)
    {
        NounPhrase person = derivation.NextNoun(NounKind.Person);
        Clause relative = derivation.NextShortClause() with { Subject = person };
        Clause main = derivation.NextShortClause() with { Subject = person with { Relative = relative } };
        return derivation.End(".", EnglishClause.Statement(main), GermanClause.Statement(main));
    }

    private static SentenceWords Coordination(SentenceDerivation derivation)
    {
        (Clause first, Clause second) = (derivation.NextShortClause(), derivation.NextShortClause());
        bool isBut = derivation.Happens(0.4);
        (AlignedWord english, AlignedWord german) = derivation.Pair(isBut ? ("but", "aber") : ("and", "und"));
        return derivation.End(
            ".",
            [.. EnglishClause.Statement(first), english, .. EnglishClause.Statement(second)],
            [
                .. GermanClause.Statement(first),
                .. isBut ? (ImmutableArray<AlignedWord>)[AlignedWord.Of(",")] : [],
                german,
                .. GermanClause.Statement(second),
            ]);
    }
}
