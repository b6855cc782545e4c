namespace AttentionLens;

/// <summary>Passes a block by: what comes behind it reads what the block was given. The gradient passes by it too.</summary>
/// <param name="Target">The ends of the blocks, <c>resid_post</c>.</param>
/// <remarks>A sublayer is skipped by a <see cref="ZeroAblation"/> of <c>attn_out</c>, <c>cross_attn_out</c> or <c>mlp_out</c>.</remarks>
public sealed record SkipLayer(HookSelector Target) : Intervention(Target)
{
    /// <summary>Skips one block.</summary>
    /// <param name="layer">The block's index from 0.</param>
    /// <param name="stack">The stack; null for all stacks that have such a block.</param>
    public static SkipLayer At(int layer, string? stack = null) => new(HookSelector.Of(HookKind.ResidualPost, layer..(layer + 1), stack));
}
