namespace AttentionLens.Models;

/// <summary>The hook points of one attention sublayer.</summary>
/// <param name="Query"><c>attn.q</c>.</param>
/// <param name="Key"><c>attn.k</c>.</param>
/// <param name="Value"><c>attn.v</c>.</param>
/// <param name="Scores"><c>attn.scores</c>.</param>
/// <param name="Pattern"><c>attn.pattern</c>.</param>
/// <param name="HeadOutput"><c>attn.z</c>.</param>
/// <param name="HeadResult"><c>attn.result</c>.</param>
/// <param name="Output"><c>attn_out</c>.</param>
public sealed record AttentionSites(int Query, int Key, int Value, int Scores, int Pattern, int HeadOutput, int HeadResult, int Output)
{
    /// <summary>Adds the hook points in forward order.</summary>
    /// <param name="sites">Takes them.</param>
    /// <param name="layer">The block's index.</param>
    /// <param name="name">The sublayer's name: <c>attn</c>, or <c>cross_attn</c>.</param>
    public static AttentionSites Add(HookSites sites, int layer, string name = "attn")
    {
        string prefix = $"blocks.{layer}.{name}";
        return new AttentionSites(
            sites.Add(HookKind.Query, $"{prefix}.q", layer),
            sites.Add(HookKind.Key, $"{prefix}.k", layer),
            sites.Add(HookKind.Value, $"{prefix}.v", layer),
            sites.Add(HookKind.Scores, $"{prefix}.scores", layer),
            sites.Add(HookKind.Pattern, $"{prefix}.pattern", layer),
            sites.Add(HookKind.HeadOutput, $"{prefix}.z", layer),
            sites.Add(HookKind.HeadResult, $"{prefix}.result", layer),
            sites.Add(HookKind.AttentionOutput, $"{prefix}_out", layer));
    }
}
