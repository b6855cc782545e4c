using System.Collections.Immutable;
using System.Diagnostics;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>What is left of a sublayer that was cut out: nothing, or the bias of the output of attention that has lost all heads.</summary>
internal sealed class RemovedLayer : Sublayer
{
    private readonly TensorParameter? _bias;
    private readonly OperationInfo _info;

    /// <param name="name">The sublayer's name in the words of hook points, for instance <c>blocks.0.attn</c>.</param>
    /// <param name="bias">What is added at every position; null for nothing.</param>
    public RemovedLayer(string name, TensorParameter? bias)
    {
        _bias = bias;
        _info = new OperationInfo(OperationKind.Add, $"{name}.residual");
    }

    internal override IEnumerable<ModelWeight> NamedWeights => [];

    internal override ImmutableArray<int> ResumeSites => [];

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable input, Variable residual)
    {
        if (_bias is null)
        {
            return residual;
        }

        Tensor rows = Tensor.Rent(residual.Value.Shape);
        ReadOnlySpan<float> bias = _bias.Values;
        for (int start = 0; start < rows.Length; start += bias.Length)
        {
            bias.CopyTo(rows.Span[start..]);
        }

        Variable added = pass.Tape.Input(rows);
        Variable sum = pass.Tape.Add(_info, residual, added);
        added.Release();
        return sum;
    }

    internal override Variable Resume(Pass pass, int site, Variable value, Variable residual) => throw new UnreachableException();
}
