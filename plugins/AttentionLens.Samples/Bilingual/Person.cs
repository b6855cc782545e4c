namespace AttentionLens.Samples;

/// <summary>What a finite verb agrees with.</summary>
internal enum Person
{
    /// <summary>I, ich</summary>
    FirstSingular,

    /// <summary>he, she and every noun</summary>
    ThirdSingular,

    /// <summary>we, they</summary>
    Plural,
}
