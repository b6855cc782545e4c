namespace AttentionLens.Models;

/// <summary>Which positions a sublayer attends to.</summary>
public enum AttentionReach
{
    /// <summary>All of its own stack.</summary>
    Everything,

    /// <summary>Its own position and earlier ones.</summary>
    Earlier,

    /// <summary>All of the encoder's, from a decoder.</summary>
    Encoder,
}
