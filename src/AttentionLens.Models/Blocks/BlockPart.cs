namespace AttentionLens.Models;

/// <summary>A sublayer of a block with its normalisation.</summary>
/// <param name="Sublayer">The sublayer.</param>
/// <param name="Norm">Its normalisation.</param>
/// <param name="After">The site of the residual stream behind it: <c>resid_mid</c>, <c>resid_mid_cross</c> or <c>resid_post</c>.</param>
public sealed record BlockPart(Sublayer Sublayer, NormLayer Norm, int After);
