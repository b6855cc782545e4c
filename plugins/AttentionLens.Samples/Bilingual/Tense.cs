namespace AttentionLens.Samples;

/// <summary>The tense of a clause, or that a modal verb governs it.</summary>
internal enum Tense
{
    /// <summary>sees; sieht</summary>
    Present,

    /// <summary>saw; hat gesehen</summary>
    Past,

    /// <summary>has seen; hat gesehen</summary>
    Perfect,

    /// <summary>will see; wird sehen</summary>
    Future,

    /// <summary>can see; kann sehen</summary>
    Modal,
}
