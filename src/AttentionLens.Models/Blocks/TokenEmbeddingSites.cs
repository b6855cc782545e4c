namespace AttentionLens.Models;

/// <summary>The hook points of <see cref="TokenEmbedding"/>.</summary>
/// <param name="Token"><c>embed</c>.</param>
/// <param name="Type"><c>token_type_embed</c>, or -1.</param>
/// <param name="Position"><c>pos_embed</c>, or -1.</param>
public sealed record TokenEmbeddingSites(int Token, int Type, int Position)
{
    /// <summary>Adds the hook points in forward order.</summary>
    /// <param name="sites">Takes them.</param>
    /// <param name="hasTypes">Whether token types are embedded.</param>
    /// <param name="hasPositions">Whether positions are embedded.</param>
    public static TokenEmbeddingSites Add(HookSites sites, bool hasTypes, bool hasPositions) => new(
        sites.Add(HookKind.Embedding, "embed"),
        hasTypes ? sites.Add(HookKind.TypeEmbedding, "token_type_embed") : -1,
        hasPositions ? sites.Add(HookKind.PositionEmbedding, "pos_embed") : -1);
}
