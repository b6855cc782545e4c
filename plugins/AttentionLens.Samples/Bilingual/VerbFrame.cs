namespace AttentionLens.Samples;

/// <summary>What a verb takes beside its subject.</summary>
internal enum VerbFrame
{
    /// <summary>Nothing.</summary>
    Intransitive,

    /// <summary>An object in the accusative.</summary>
    Accusative,

    /// <summary>An object that German puts in the dative.</summary>
    Dative,

    /// <summary>Somebody in the dative and something in the accusative.</summary>
    Ditransitive,

    /// <summary>A clause with <c>that</c>.</summary>
    Clausal,
}
