namespace AttentionLens.Attribution;

/// <summary>The normalisations of one block.</summary>
internal sealed class VectorNorms(VectorStack stack, VectorSublayer sublayer, int layer)
{
    public bool IsPreNorm => stack.IsPreNorm;

    public NormMap Attention { get; } = NormMap.Read(stack.Model, stack.Weight(layer, sublayer.Norm));

    public NormMap Mlp { get; } = NormMap.Read(stack.Model, stack.Weight(layer, "ln2"));
}
