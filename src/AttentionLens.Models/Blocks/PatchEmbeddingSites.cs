namespace AttentionLens.Models;

/// <summary>The hook points of <see cref="PatchEmbedding"/>.</summary>
/// <param name="Pixels"><c>pixels</c>.</param>
/// <param name="Patch"><c>embed</c>, the patches alone.</param>
/// <param name="Position"><c>pos_embed</c>.</param>
public sealed record PatchEmbeddingSites(int Pixels, int Patch, int Position)
{
    /// <summary>Adds the hook points in forward order.</summary>
    /// <param name="sites">Takes them.</param>
    public static PatchEmbeddingSites Add(HookSites sites)
    {
        TensorSpec patches = new([Axis.Batch, Axis.Patch, Axis.Width], HookSites.SpecOf(HookKind.Embedding).Unit);
        return new PatchEmbeddingSites(
            sites.Add(HookKind.Pixels, "pixels"),
            sites.Add(HookKind.Embedding, "embed", patches),
            sites.Add(HookKind.PositionEmbedding, "pos_embed"));
    }
}
