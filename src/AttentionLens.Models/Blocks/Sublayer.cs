using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>What stands between two normalisations of a block: attention, cross-attention, or an MLP.</summary>
public abstract class Sublayer
{
    private protected Sublayer()
    {
    }

    /// <summary>Its weights under the names of <see cref="WeightCatalog"/>.</summary>
    internal abstract IEnumerable<ModelWeight> NamedWeights { get; }

    /// <summary>The sites at which a run can resume within it, in forward order.</summary>
    internal abstract ImmutableArray<int> ResumeSites { get; }

    /// <summary>Computes, and adds the result to the residual stream.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="input">What it computes from, [batch, position, width].</param>
    /// <param name="residual">What the result is added to.</param>
    /// <returns>residual + result, [batch, position, width].</returns>
    public abstract Variable Run(Pass pass, Variable input, Variable residual);

    /// <summary>Goes on from the value at a site, and adds the result to the residual stream.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="site">One of <see cref="ResumeSites"/>.</param>
    /// <param name="value">The value there, before what is changed there.</param>
    /// <param name="residual">What the result is added to.</param>
    /// <returns>residual + result, [batch, position, width].</returns>
    internal abstract Variable Resume(Pass pass, int site, Variable value, Variable residual);

    /// <summary>The last linear layer of a sublayer and its sum with the residual stream, in one kernel where nobody looks between.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="hidden">What it is applied to.</param>
    /// <param name="residual">What its result is added to.</param>
    /// <param name="site">The site of the result.</param>
    /// <param name="linear">What the layer is and where it stands.</param>
    /// <param name="add">What the sum is and where it stands.</param>
    private protected static Variable AddTo(
        Pass pass, LinearLayer layer, Variable hidden, Variable residual, int site, OperationInfo linear, OperationInfo add)
    {
        ReadOnlySpan<int> shape = residual.Value.Shape;
        if (pass.MayFuse(site))
        {
            return pass.Tape.FusedLinear(hidden, layer.Weight, layer.Bias, ActivationKind.None, residual, shape);
        }

        return AddTo(pass, pass.Tape.Linear(linear, hidden, layer.Weight, layer.Bias, shape), residual, site, add);
    }

    /// <summary>The result of a sublayer and its sum with the residual stream.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="output">The result.</param>
    /// <param name="residual">What it is added to.</param>
    /// <param name="site">Its site.</param>
    /// <param name="add">What the sum is and where it stands.</param>
    private protected static Variable AddTo(Pass pass, Variable output, Variable residual, int site, OperationInfo add)
    {
        output = pass.At(site, output);
        Variable sum = pass.Tape.Add(add, residual, output);
        output.Release();
        return sum;
    }

    /// <summary>A linear layer and its activation, in one kernel where nobody looks between.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">What it is applied to, [batch, position, width].</param>
    /// <param name="activation">What follows it.</param>
    /// <param name="site">The site between the two.</param>
    /// <param name="linear">What the layer is and where it stands.</param>
    /// <param name="activate">What the activation is and where it stands.</param>
    private protected static Variable Activated(
        Pass pass, LinearLayer layer, Variable input, ActivationKind activation, int site, OperationInfo linear, OperationInfo activate)
    {
        ReadOnlySpan<int> shape = [input.Value.Shape[0], input.Value.Shape[1], layer.Outputs];
        if (pass.MayFuse(site))
        {
            return pass.Tape.FusedLinear(input, layer.Weight, layer.Bias, activation, null, shape);
        }

        Variable before = pass.At(site, pass.Tape.Linear(linear, input, layer.Weight, layer.Bias, shape));
        Variable after = pass.Tape.Activate(activate, activation, before);
        before.Release();
        return after;
    }
}
