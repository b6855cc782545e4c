namespace AttentionLens.Rendering;

/// <summary>Which point of a text stands at its coordinates.</summary>
internal enum Anchor
{
    /// <summary>The left end.</summary>
    Start,

    /// <summary>The middle.</summary>
    Middle,

    /// <summary>The right end.</summary>
    End,
}
