using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The two-layer MLP of a block.</summary>
public sealed class MlpLayer : MlpSublayer
{
    private readonly LinearLayer _inner;
    private readonly ActivationKind _activation;
    private readonly OperationInfo _innerInfo;
    private readonly OperationInfo _activationInfo;

    /// <summary>Creates a sublayer.</summary>
    /// <param name="inner">The first matrix.</param>
    /// <param name="outer">The second matrix.</param>
    /// <param name="activation">What stands between them.</param>
    /// <param name="sites">Its hook points.</param>
    /// <param name="name">Its name in the words of hook points, for instance <c>blocks.0.mlp</c>.</param>
    public MlpLayer(LinearLayer inner, LinearLayer outer, ActivationKind activation, MlpSites sites, string name)
        : base(outer, sites, name)
    {
        _inner = inner;
        _activation = activation;
        _innerInfo = new OperationInfo(OperationKind.Linear, $"{name}.pre");
        _activationInfo = new OperationInfo(OperationKind.Activation, $"{name}.post");
    }

    private protected override IEnumerable<ModelWeight> InnerWeights => WeightViews.Linear(Name, "_in", _inner, Axis.Width, Axis.MlpWidth);

    private protected override ImmutableArray<LinearLayer> InnerLayers => [_inner];

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable input, Variable residual)
    {
        Variable hidden = Activated(pass, _inner, input, _activation, Sites.Pre, _innerInfo, _activationInfo);
        return FromHidden(pass, hidden, residual);
    }
}
