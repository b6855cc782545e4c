namespace AttentionLens.Samples;

/// <summary>What a noun names, which says where it makes sense.</summary>
internal enum NounKind
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>An animal.</summary>
    Animal,

    /// <summary>A thing that can be carried.</summary>
    Thing,

    /// <summary>A place to be in, behind or beside.</summary>
    Place,
}
