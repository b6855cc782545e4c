using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>An MLP whose hidden layer is gated: W_out(activation(W_gate x) ⊙ W_in x). Its hook point <c>mlp.pre</c> is W_gate x,
/// <c>mlp.post</c> is the product.</summary>
/// <remarks>Source: Shazeer 2020, equation 6.</remarks>
public sealed class GatedMlpLayer : MlpSublayer
{
    private readonly LinearLayer _gate;
    private readonly LinearLayer _inner;
    private readonly ActivationKind _activation;
    private readonly OperationInfo _gateInfo;
    private readonly OperationInfo _innerInfo;
    private readonly OperationInfo _activationInfo;
    private readonly OperationInfo _productInfo;

    /// <summary>Creates a sublayer.</summary>
    /// <param name="gate">W_gate.</param>
    /// <param name="inner">W_in.</param>
    /// <param name="outer">W_out.</param>
    /// <param name="activation">What the gate goes through.</param>
    /// <param name="sites">Its hook points.</param>
    /// <param name="name">Its name in the words of hook points, for instance <c>blocks.0.mlp</c>.</param>
    public GatedMlpLayer(LinearLayer gate, LinearLayer inner, LinearLayer outer, ActivationKind activation, MlpSites sites, string name)
        : base(outer, sites, name)
    {
        _gate = gate;
        _inner = inner;
        _activation = activation;
        _gateInfo = new OperationInfo(OperationKind.Linear, $"{name}.pre");
        _innerInfo = new OperationInfo(OperationKind.Linear, $"{name}.pre_linear");
        _activationInfo = new OperationInfo(OperationKind.Activation, $"{name}.gate");
        _productInfo = new OperationInfo(OperationKind.Product, $"{name}.post");
    }

    private protected override IEnumerable<ModelWeight> InnerWeights =>
    [
        .. WeightViews.Linear(Name, "_gate", _gate, Axis.Width, Axis.MlpWidth),
        .. WeightViews.Linear(Name, "_in", _inner, Axis.Width, Axis.MlpWidth),
    ];

    private protected override ImmutableArray<LinearLayer> InnerLayers => [_gate, _inner];

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable input, Variable residual)
    {
        Variable gate = Activated(pass, _gate, input, _activation, Sites.Pre, _gateInfo, _activationInfo);
        Variable inner = pass.Tape.Linear(
            _innerInfo, input, _inner.Weight, _inner.Bias, input.Value.Shape[0], input.Value.Shape[1], _inner.Outputs);
        Variable hidden = pass.Tape.Multiply(_productInfo, gate, inner);
        gate.Release();
        inner.Release();
        return FromHidden(pass, hidden, residual);
    }
}
