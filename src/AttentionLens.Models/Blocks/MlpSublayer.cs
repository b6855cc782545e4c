using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>An MLP of a block: whatever makes its hidden layer, one matrix leads from there to the residual stream.</summary>
public abstract class MlpSublayer : Sublayer
{
    private readonly LinearLayer _outer;
    private readonly OperationInfo _outerInfo;
    private readonly OperationInfo _addInfo;

    private protected MlpSublayer(LinearLayer outer, MlpSites sites, string name)
    {
        _outer = outer;
        Sites = sites;
        Name = name;
        _outerInfo = new OperationInfo(OperationKind.Linear, $"{name}_out");
        _addInfo = new OperationInfo(OperationKind.Add, $"{name}.residual");
    }

    /// <inheritdoc/>
    internal sealed override ImmutableArray<int> ResumeSites => [Sites.Post, Sites.Output];

    /// <summary>Its matrices.</summary>
    internal IEnumerable<LinearLayer> Layers => [.. InnerLayers, _outer];

    internal sealed override IEnumerable<ModelWeight> NamedWeights => [.. InnerWeights, .. WeightViews.Linear(Name, "_out", _outer, Axis.MlpWidth, Axis.Width)];

    private protected string Name { get; }

    private protected MlpSites Sites { get; }

    /// <summary>The matrices before the hidden layer.</summary>
    private protected abstract ImmutableArray<LinearLayer> InnerLayers { get; }

    /// <summary>Their weights under the names of <see cref="WeightCatalog"/>.</summary>
    private protected abstract IEnumerable<ModelWeight> InnerWeights { get; }

    /// <inheritdoc/>
    internal sealed override Variable Resume(Pass pass, int site, Variable value, Variable residual) => site == Sites.Post
        ? FromHidden(pass, value, residual)
        : AddTo(pass, value, residual, Sites.Output, _addInfo);

    /// <summary>Leads the hidden layer back to the residual stream.</summary>
    private protected Variable FromHidden(Pass pass, Variable hidden, Variable residual)
    {
        hidden = pass.At(Sites.Post, hidden);
        Variable sum = AddTo(pass, _outer, hidden, residual, Sites.Output, _outerInfo, _addInfo);
        hidden.Release();
        return sum;
    }
}
