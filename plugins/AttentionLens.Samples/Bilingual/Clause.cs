namespace AttentionLens.Samples;

/// <summary>A clause before it is put into words of either language.</summary>
internal sealed record Clause
{
    /// <summary>How many units a clause takes beside its phrases.</summary>
    public const int UnitCount = 7;

    /// <summary>The first of its units.</summary>
    public required int Unit { get; init; }

    /// <summary>The subject.</summary>
    public required NounPhrase Subject { get; init; }

    /// <summary>The verb.</summary>
    public required Verb Verb { get; init; }

    /// <summary>The tense.</summary>
    public required Tense Tense { get; init; }

    /// <summary>The modal verb where the tense is one.</summary>
    public Auxiliary? Modal { get; init; }

    /// <summary>Whether it is negated.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Who is given something, or null.</summary>
    public NounPhrase? Recipient { get; init; }

    /// <summary>The direct object, or null.</summary>
    public NounPhrase? Object { get; init; }

    /// <summary>Where, or with whom, or null.</summary>
    public PrepositionalPhrase? Place { get; init; }

    /// <summary>When, or null.</summary>
    public Adverb? Time { get; init; }

    /// <summary>How often, or null.</summary>
    public Adverb? Frequency { get; init; }

    /// <summary>How, or null.</summary>
    public Adverb? Manner { get; init; }

    /// <summary>The adverb that a sentence may open with, or null.</summary>
    public Adverb? OpeningAdverb { get; init; }

    /// <summary>What stands first.</summary>
    public Opening Opening { get; init; }

    /// <summary>The unit of tense and agreement.</summary>
    public int TenseUnit => Unit;

    /// <summary>The unit of the verb itself.</summary>
    public int VerbUnit => Unit + 1;

    /// <summary>The unit of the negation.</summary>
    public int NegationUnit => Unit + 2;

    /// <summary>The unit of <see cref="Time"/>.</summary>
    public int TimeUnit => Unit + 3;

    /// <summary>The unit of <see cref="Frequency"/>.</summary>
    public int FrequencyUnit => Unit + 4;

    /// <summary>The unit of <see cref="Manner"/>.</summary>
    public int MannerUnit => Unit + 5;

    /// <summary>The unit of <see cref="OpeningAdverb"/>.</summary>
    public int OpeningUnit => Unit + 6;

    /// <summary>The case of the direct object in German.</summary>
    public GrammaticalCase ObjectCase => Verb.Frame == VerbFrame.Dative ? GrammaticalCase.Dative : GrammaticalCase.Accusative;

    /// <summary>Whether the German negation is part of the object: <c>kein</c>.</summary>
    public bool NegatesObject => IsNegated && Object is { Noun: not null } && Object.Determiner == Determiner.A;
}
