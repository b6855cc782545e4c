using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A verb in both languages.</summary>
internal sealed record Verb
{
    /// <summary>What it takes.</summary>
    public required VerbFrame Frame { get; init; }

    /// <summary>What its direct object may be.</summary>
    public ImmutableArray<NounKind> Objects { get; init; } = [];

    /// <summary>Whether animals do it too.</summary>
    public bool IsAnimal { get; init; }

    /// <summary>The English base form.</summary>
    public required string Base { get; init; }

    /// <summary>The English third person.</summary>
    public required string Third { get; init; }

    /// <summary>The English simple past.</summary>
    public required string Past { get; init; }

    /// <summary>The English past participle.</summary>
    public required string EnglishParticiple { get; init; }

    /// <summary>The English word that stands behind every form, or empty.</summary>
    public required string EnglishParticle { get; init; }

    /// <summary>What German separates from finite forms in a main clause, or empty.</summary>
    public required string Prefix { get; init; }

    /// <summary>The German infinitive without the prefix.</summary>
    public required string Stem { get; init; }

    /// <summary>The German third person without the prefix.</summary>
    public required string GermanThird { get; init; }

    /// <summary>The German past participle, prefix and all.</summary>
    public required string GermanParticiple { get; init; }

    /// <summary>Whether the German perfect is made with <c>sein</c>.</summary>
    public bool TakesSein { get; init; }

    /// <summary>The German infinitive.</summary>
    public string Infinitive => Prefix + Stem;

    /// <summary>The German present without the prefix.</summary>
    /// <param name="person">The person.</param>
    public string Present(Person person) => person switch
    {
        Person.ThirdSingular => GermanThird,
        Person.Plural => Stem,
        _ => Stem == "wissen" ? GermanThird : Stem[..^1],
    };

    /// <summary>Reads an entry: the English base, third person, past and participle, a particle behind a plus sign where there is one;
    /// then behind a slash the German infinitive, with a bar after a separable prefix, third person and participle.</summary>
    /// <param name="frame">What it takes.</param>
    /// <param name="entry">The entry.</param>
    public static Verb Read(VerbFrame frame, string entry)
    {
        string[] sides = entry.Split(" / ");
        string[] particle = sides[0].Split(" + ");
        string[] english = particle[0].Split(' ');
        string[] german = sides[1].Split(' ');
        string[] infinitive = german[0].Split('|');
        return new Verb
        {
            Frame = frame,
            Base = english[0],
            Third = english[1],
            Past = english[2],
            EnglishParticiple = english[3],
            EnglishParticle = particle.Length > 1 ? particle[1] : string.Empty,
            Prefix = infinitive.Length > 1 ? infinitive[0] : string.Empty,
            Stem = infinitive[^1],
            GermanThird = german[1],
            GermanParticiple = german[2],
        };
    }
}
