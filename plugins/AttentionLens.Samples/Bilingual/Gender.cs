namespace AttentionLens.Samples;

/// <summary>The gender of a German noun.</summary>
internal enum Gender
{
    /// <summary>der</summary>
    Masculine,

    /// <summary>die</summary>
    Feminine,

    /// <summary>das</summary>
    Neuter,
}
