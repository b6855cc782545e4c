using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A block that normalises after each residual sum, as BERT does: x ← LN(x + attention(x)); x ← LN(x + MLP(x)).</summary>
public sealed class PostNormBlock : Stage
{
    private readonly AttentionLayer _attention;
    private readonly LayerNormLayer _attentionNorm;
    private readonly MlpLayer _mlp;
    private readonly LayerNormLayer _mlpNorm;
    private readonly ResidualSites _sites;

    /// <summary>Creates a block.</summary>
    /// <param name="layer">Its index.</param>
    /// <param name="attention">The attention sublayer.</param>
    /// <param name="attentionNorm">The LayerNorm after it.</param>
    /// <param name="mlp">The MLP sublayer.</param>
    /// <param name="mlpNorm">The LayerNorm after it.</param>
    /// <param name="sites">The hook points of the residual stream.</param>
    public PostNormBlock(
        int layer, AttentionLayer attention, LayerNormLayer attentionNorm, MlpLayer mlp, LayerNormLayer mlpNorm, ResidualSites sites)
        : base($"blocks.{layer}")
    {
        _attention = attention;
        _attentionNorm = attentionNorm;
        _mlp = mlp;
        _mlpNorm = mlpNorm;
        _sites = sites;
    }

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable? input)
    {
        Variable before = pass.At(_sites.Pre, input!);
        Variable sum = _attention.Run(pass, before, before);
        Variable middle = pass.At(_sites.Mid, _attentionNorm.Apply(pass.Tape, sum));
        sum.Release();
        sum = _mlp.Run(pass, middle, middle);
        return pass.At(_sites.Post, _mlpNorm.Apply(pass.Tape, sum));
    }
}
