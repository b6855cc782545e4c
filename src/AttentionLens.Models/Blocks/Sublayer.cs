using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>What stands between two normalisations of a block: attention, cross-attention, or an MLP.</summary>
public abstract class Sublayer
{
    private protected Sublayer()
    {
    }

    /// <summary>Computes, and adds the result to the residual stream.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="input">What it computes from, [batch, position, width].</param>
    /// <param name="residual">What the result is added to.</param>
    /// <returns>residual + result, [batch, position, width].</returns>
    public abstract Variable Run(Pass pass, Variable input, Variable residual);
}
