using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The two-layer MLP of a block.</summary>
public sealed class MlpLayer : Sublayer
{
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
        _sites = sites;
        _innerInfo = new OperationInfo(OperationKind.Linear, $"{name}.pre");
        _activationInfo = new OperationInfo(OperationKind.Activation, $"{name}.post");
        _outerInfo = new OperationInfo(OperationKind.Linear, $"{name}_out");
        _addInfo = new OperationInfo(OperationKind.Add, $"{name}.residual");
    }

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable input, Variable residual)
    {
        Variable hidden = Hidden(pass, input);
        ReadOnlySpan<int> shape = residual.Value.Shape;
        Variable sum;
        if (pass.MayFuse(_sites.Output))
        {
            sum = pass.Tape.FusedLinear(hidden, _outer.Weight, _outer.Bias, ActivationKind.None, residual, shape);
        }
        else
        {
            Variable output = pass.At(_sites.Output, pass.Tape.Linear(_outerInfo, hidden, _outer.Weight, _outer.Bias, shape));
            sum = pass.Tape.Add(_addInfo, residual, output);
            output.Release();
        }

        hidden.Release();
        return sum;
    }

    private Variable Hidden(Pass pass, Variable input)
    {
        int batch = input.Value.Shape[0];
        int length = input.Value.Shape[1];
        if (pass.MayFuse(_sites.Pre))
        {
            return pass.At(_sites.Post, pass.Tape.FusedLinear(
                input, _inner.Weight, _inner.Bias, _activation, null, batch, length, _inner.Outputs));
        }

        Variable pre = pass.At(
            _sites.Pre, pass.Tape.Linear(_innerInfo, input, _inner.Weight, _inner.Bias, batch, length, _inner.Outputs));
        Variable post = pass.At(_sites.Post, pass.Tape.Activate(_activationInfo, _activation, pre));
        pre.Release();
        return post;
    }
}
