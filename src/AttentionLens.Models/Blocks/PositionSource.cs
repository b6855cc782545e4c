using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>What is added to token embeddings for their positions.</summary>
public abstract record PositionSource
{
    private protected PositionSource()
    {
    }

    /// <summary>The vectors of all places.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="info">What the operation is and where it stands.</param>
    /// <param name="shape">[batch, position, width].</param>
    internal abstract Variable Embed(Pass pass, OperationInfo info, ReadOnlySpan<int> shape);
}
