using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The two-layer MLP of a block.</summary>
public sealed class MlpLayer : Sublayer
{
    private readonly string _name;
    private readonly LinearLayer _inner;
    private readonly LinearLayer _outer;
    private readonly ActivationKind _activation;
    private readonly MlpSites _sites;
    private readonly OperationInfo _innerInfo;
    private readonly OperationInfo _activationInfo;
    private readonly OperationInfo _outerInfo;
    private readonly OperationInfo _addInfo;

    /// <summary>Creates a sublayer.</summary>
    /// <param name="inner">The first matrix.</param>
    /// <param name="outer">The second matrix.</param>
    /// <param name="activation">What stands between them.</param>
    /// <param name="sites">Its hook points.</param>
    /// <param name="name">Its name in the words of hook points, for instance <c>blocks.0.mlp</c>.</param>
    public MlpLayer(LinearLayer inner, LinearLayer outer, ActivationKind activation, MlpSites sites, string name)
    {
        _inner = inner;
        _outer = outer;
        _activation = activation;
        _name = name;
        _sites = sites;
        _innerInfo = new OperationInfo(OperationKind.Linear, $"{name}.pre");
        _activationInfo = new OperationInfo(OperationKind.Activation, $"{name}.post");
        _outerInfo = new OperationInfo(OperationKind.Linear, $"{name}_out");
        _addInfo = new OperationInfo(OperationKind.Add, $"{name}.residual");
    }

    internal override IEnumerable<ModelWeight> NamedWeights =>
    [
        .. WeightViews.Linear(_name, "_in", _inner, Axis.Width, Axis.MlpWidth),
        .. WeightViews.Linear(_name, "_out", _outer, Axis.MlpWidth, Axis.Width),
    ];

    /// <inheritdoc/>
    internal override ImmutableArray<int> ResumeSites => [_sites.Post, _sites.Output];

    /// <inheritdoc/>
    internal override IEnumerable<LinearLayer> MlpLayers => [_inner, _outer];

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable input, Variable residual)
    {
        Variable hidden = Activated(pass, _inner, input, _activation, _sites.Pre, _innerInfo, _activationInfo);
        return FromHidden(pass, hidden, residual);
    }

    /// <inheritdoc/>
    internal override Variable Resume(Pass pass, int site, Variable value, Variable residual) => site == _sites.Post
        ? FromHidden(pass, value, residual)
        : AddTo(pass, value, residual, _sites.Output, _addInfo);

    private Variable FromHidden(Pass pass, Variable hidden, Variable residual)
    {
        hidden = pass.At(_sites.Post, hidden);
        Variable sum = AddTo(pass, _outer, hidden, residual, _sites.Output, _outerInfo, _addInfo);
        hidden.Release();
        return sum;
    }
}
