namespace AttentionLens.Models;

/// <summary>The hook points of <see cref="SegmentEmbedding"/>.</summary>
/// <param name="Token"><c>embed</c>.</param>
/// <param name="Type"><c>token_type_embed</c>.</param>
/// <param name="Position"><c>pos_embed</c>.</param>
public sealed record SegmentEmbeddingSites(int Token, int Type, int Position)
{
    /// <summary>Adds the hook points in forward order.</summary>
    /// <param name="sites">Takes them.</param>
    public static SegmentEmbeddingSites Add(HookSites sites) => new(
        sites.Add(HookKind.Embedding, "embed"),
        sites.Add(HookKind.TypeEmbedding, "token_type_embed"),
        sites.Add(HookKind.PositionEmbedding, "pos_embed"));
}
