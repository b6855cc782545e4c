namespace AttentionLens.Samples;

/// <summary>What a noun can be in a sentence.</summary>
internal enum AgreementNounKind
{
    /// <summary>Somebody: does and feels.</summary>
    Person,

    /// <summary>Something: lies about and breaks.</summary>
    Thing,
}
