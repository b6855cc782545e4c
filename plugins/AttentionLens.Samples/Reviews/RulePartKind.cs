namespace AttentionLens.Samples;

/// <summary>What a part of a rule stands for.</summary>
internal enum RulePartKind
{
    /// <summary>Itself.</summary>
    Word,

    /// <summary><c>&lt;name&gt;</c>: one of the alternatives of another rule.</summary>
    Rule,

    /// <summary><c>!word</c>: a negator; underscores stand for spaces.</summary>
    Negator,

    /// <summary><c>@class</c>: a sentiment word of a class, of the polarity that the opinion calls for.</summary>
    Sentiment,

    /// <summary><c>#name</c>: a clause with an opinion of its own.</summary>
    Clause,

    /// <summary><c>&amp;</c>: what follows is a further opinion of the same kind, with negators of its own.</summary>
    NextOpinion,
}
