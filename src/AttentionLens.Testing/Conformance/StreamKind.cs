namespace AttentionLens.Testing.Conformance;

/// <summary>What stands behind a step of the residual stream.</summary>
internal enum StreamKind
{
    /// <summary>The sum: the block normalises before its sublayers.</summary>
    Sum,

    /// <summary>The normalised sum: the block normalises behind its sublayers.</summary>
    NormalizedSum,

    /// <summary>Neither.</summary>
    Unknown,

    /// <summary>It is not the sum, and there are too few positions to tell what it is.</summary>
    CannotTell,
}
