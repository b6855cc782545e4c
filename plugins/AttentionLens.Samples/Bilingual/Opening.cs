namespace AttentionLens.Samples;

/// <summary>What stands before the subject of a main clause, so that German puts the finite verb between them.</summary>
internal enum Opening
{
    /// <summary>Nothing: the subject comes first.</summary>
    None,

    /// <summary>An adverb that says how the sentence is meant.</summary>
    Adverb,

    /// <summary>The adverb of time.</summary>
    Time,

    /// <summary>The prepositional phrase.</summary>
    Place,
}
