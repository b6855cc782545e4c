namespace AttentionLens.Models;

/// <summary>The hook points of one MLP sublayer.</summary>
/// <param name="Pre"><c>mlp.pre</c>.</param>
/// <param name="Post"><c>mlp.post</c>.</param>
/// <param name="Output"><c>mlp_out</c>.</param>
public sealed record MlpSites(int Pre, int Post, int Output)
{
    /// <summary>Adds the hook points in forward order.</summary>
    /// <param name="sites">Takes them.</param>
    /// <param name="layer">The block's index.</param>
    public static MlpSites Add(HookSites sites, int layer) => new(
        sites.Add(HookKind.MlpPre, $"blocks.{layer}.mlp.pre", layer),
        sites.Add(HookKind.MlpPost, $"blocks.{layer}.mlp.post", layer),
        sites.Add(HookKind.MlpOutput, $"blocks.{layer}.mlp_out", layer));
}
