using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>What a family's checkpoints call the layers of a masked language head.</summary>
/// <param name="Dense">The first layer.</param>
/// <param name="Norm">The LayerNorm behind it.</param>
/// <param name="Decoder">The output layer, usually a copy of the embedding table.</param>
/// <param name="Bias">The output layer's bias.</param>
public sealed record MaskedLanguageNames(string Dense, string Norm, string Decoder, string Bias)
{
    /// <summary>What follows the first layer; null for the activation of the blocks.</summary>
    public ActivationKind? Activation { get; init; }
}
