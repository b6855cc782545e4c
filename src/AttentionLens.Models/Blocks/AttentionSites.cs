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
    /// <param name="reach">Which positions are attended to; decides whether the sublayer is called <c>attn</c> or <c>cross_attn</c>.</param>
    public static AttentionSites Add(HookSites sites, int layer, AttentionReach reach = AttentionReach.Everything)
    {
        string prefix = NameOf(layer, reach);
        return new AttentionSites(
            sites.Add(HookKind.Query, $"{prefix}.q", layer, reach),
            sites.Add(HookKind.Key, $"{prefix}.k", layer, reach),
            sites.Add(HookKind.Value, $"{prefix}.v", layer, reach),
            sites.Add(HookKind.Scores, $"{prefix}.scores", layer, reach),
            sites.Add(HookKind.Pattern, $"{prefix}.pattern", layer, reach),
            sites.Add(HookKind.HeadOutput, $"{prefix}.z", layer, reach),
            sites.Add(HookKind.HeadResult, $"{prefix}.result", layer, reach),
            sites.Add(HookKind.AttentionOutput, $"{prefix}_out", layer, reach));
    }

    /// <summary>The name of a sublayer, for instance <c>blocks.0.attn</c> or <c>blocks.0.cross_attn</c>.</summary>
    /// <param name="layer">The block's index.</param>
    /// <param name="reach">Which positions are attended to.</param>
    public static string NameOf(int layer, AttentionReach reach) =>
        $"blocks.{layer}.{(reach == AttentionReach.Encoder ? "cross_attn" : "attn")}";
}
