using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>activation(W h₀ + b) of the first position, [batch, width]; the activation is tanh in BERT.</summary>
public sealed class PoolerLayer
{
    private static readonly OperationInfo SelectInfo = new(OperationKind.Selection, "pooler.select");
    private static readonly OperationInfo DenseInfo = new(OperationKind.Linear, "pooler.dense");
    private static readonly OperationInfo ActivationInfo = new(OperationKind.Activation, "pooled");
    private readonly LinearLayer _dense;
    private readonly ActivationKind _activation;
    private readonly int _pooled;

    /// <summary>Creates a pooler.</summary>
    /// <param name="dense">The linear layer.</param>
    /// <param name="pooled">The site <c>pooled</c>.</param>
    /// <param name="activation">What follows it.</param>
    public PoolerLayer(LinearLayer dense, int pooled, ActivationKind activation = ActivationKind.Tanh)
    {
        _activation = activation;
        _dense = dense;
        _pooled = pooled;
    }

    /// <summary>Its weights under the names of <see cref="WeightCatalog"/>.</summary>
    internal IEnumerable<ModelWeight> NamedWeights => WeightViews.Linear("pooler", string.Empty, _dense, Axis.Width, Axis.Width);

    /// <summary>Whether anything is asked of the result.</summary>
    /// <param name="pass">The pass.</param>
    public bool IsAsked(Pass pass) => pass.IsAsked(_pooled);

    /// <summary>Pools.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="hidden">[batch, position, width].</param>
    public Variable Run(Pass pass, Variable hidden)
    {
        Variable first = pass.Tape.Select(SelectInfo, hidden, new int[hidden.Value.Shape[0]]);
        Variable dense = pass.Tape.Linear(DenseInfo, first, _dense.Weight, _dense.Bias, first.Value.Shape);
        return pass.At(_pooled, pass.Tape.Activate(ActivationInfo, _activation, dense));
    }
}
