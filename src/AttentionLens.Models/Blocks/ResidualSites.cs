namespace AttentionLens.Models;

/// <summary>The hook points of the residual stream around one block.</summary>
/// <param name="Pre"><c>resid_pre</c>.</param>
/// <param name="Mid"><c>resid_mid</c>.</param>
/// <param name="Post"><c>resid_post</c>.</param>
public sealed record ResidualSites(int Pre, int Mid, int Post);
