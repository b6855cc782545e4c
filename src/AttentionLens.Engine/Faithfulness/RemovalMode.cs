namespace AttentionLens.Engine;

/// <summary>What becomes of a position that is taken away to see whether it mattered.</summary>
public enum RemovalMode
{
    /// <summary>It is left out, and the input is shorter. Not for images.</summary>
    Delete,

    /// <summary>The mask token stands in its place.</summary>
    Mask,

    /// <summary>The padding token stands in its place; in an image, a black patch.</summary>
    Pad,
}
