using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A personal pronoun in both languages.</summary>
internal sealed class Pronoun
{
    private readonly string[] _english;
    private readonly string[] _german;

    private Pronoun(Person person, string english, string german)
    {
        Person = person;
        _english = english.Split(' ');
        _german = german.Split(' ');
    }

    /// <summary>The pronouns; <c>it</c> and <c>you</c> are not among them, which have several translations.</summary>
    public static ImmutableArray<Pronoun> All { get; } =
    [
        new(Person.FirstSingular, "I me", "ich mich mir"),
        new(Person.ThirdSingular, "he him", "er ihn ihm"),
        new(Person.ThirdSingular, "she her", "sie sie ihr"),
        new(Person.Plural, "we us", "wir uns uns"),
        new(Person.Plural, "they them", "sie sie ihnen"),
    ];

    /// <summary>What a verb agrees with.</summary>
    public Person Person { get; }

    /// <summary>The English form.</summary>
    /// <param name="grammaticalCase">The case that German has.</param>
    public string English(GrammaticalCase grammaticalCase) => _english[Math.Min((int)grammaticalCase, 1)];

    /// <summary>The German form.</summary>
    /// <param name="grammaticalCase">The case.</param>
    public string German(GrammaticalCase grammaticalCase) => _german[(int)grammaticalCase];
}
