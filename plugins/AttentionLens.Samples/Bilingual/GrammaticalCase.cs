namespace AttentionLens.Samples;

/// <summary>The case of a German noun phrase.</summary>
internal enum GrammaticalCase
{
    /// <summary>Of a subject.</summary>
    Nominative,

    /// <summary>Of a direct object.</summary>
    Accusative,

    /// <summary>Of an indirect object, of the object of some verbs, and behind the prepositions here.</summary>
    Dative,
}
