using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>One head's matrix within a grid of heads.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Head">The head, from 0.</param>
/// <param name="Values">The numbers, [row, column] in row-major order.</param>
public sealed record HeadPanel(int Layer, int Head, ImmutableArray<float> Values)
{
    /// <summary>What it shows where that is no single head, for instance a mean of several.</summary>
    /// <value>Empty by default: the head.</value>
    public string Name { get; init; } = string.Empty;
}
