using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Predicts the token at every position: linear, activation, LayerNorm, then the embedding table. [batch, position, vocabulary].</summary>
public sealed class MaskedLanguageHead : Stage
{
    private static readonly OperationInfo DenseInfo = new(OperationKind.Linear, "head.dense");
    private static readonly OperationInfo ActivationInfo = new(OperationKind.Activation, "head.act");
    private static readonly OperationInfo DecoderInfo = new(OperationKind.Linear, "logits");
    private readonly LinearLayer _dense;
    private readonly ActivationKind _activation;
    private readonly LayerNormLayer _norm;
    private readonly LinearLayer _decoder;
    private readonly int _logits;

    /// <summary>Creates a head.</summary>
    /// <param name="dense">The first layer.</param>
    /// <param name="activation">What follows it.</param>
    /// <param name="norm">The LayerNorm.</param>
    /// <param name="decoder">The output layer.</param>
    /// <param name="logits">The site <c>logits</c>.</param>
    public MaskedLanguageHead(LinearLayer dense, ActivationKind activation, LayerNormLayer norm, LinearLayer decoder, int logits)
        : base("head")
    {
        _dense = dense;
        _activation = activation;
        _norm = norm;
        _decoder = decoder;
        _logits = logits;
    }

    /// <inheritdoc/>
    public override IEnumerable<ModelWeight> NamedWeights =>
    [
        .. WeightViews.Linear("head", string.Empty, _dense, Axis.Width, Axis.Width),
        .. _norm.NamedWeights,
        .. WeightViews.Linear("unembed", "_U", _decoder, Axis.Width, Axis.Class),
    ];

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable? input)
    {
        ReadOnlySpan<int> shape = input!.Value.Shape;
        Variable hidden = pass.Tape.Linear(DenseInfo, input, _dense.Weight, _dense.Bias, shape);
        hidden = _norm.Apply(pass.Tape, pass.Tape.Activate(ActivationInfo, _activation, hidden));
        return pass.At(_logits, pass.Tape.Linear(
            DecoderInfo, hidden, _decoder.Weight, _decoder.Bias, shape[0], shape[1], _decoder.Outputs));
    }
}
