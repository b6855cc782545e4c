using System.Numerics.Tensors;

namespace AttentionLens.Numerics;

/// <summary>An intervention whose effect on the signal is a factor for each value: the scale of a head, 0 where a value was replaced,
/// 1 where it was left alone.</summary>
internal sealed class FactorOperation(OperationInfo info, Tensor factors) : Operation(info)
{
    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        Signal.PutProduct(incoming, factors.Span, destination, accumulate);

    // What an edit gives beyond the factor times the value before is a constant.
    internal override void AddConstants(ReadOnlySpan<float> incoming, ulong pass, Span<double> shares)
    {
        using Tensor added = Tensor.Rent(incoming.Length);
        ElementwiseKernel.Multiply(InputValue(0), factors.Span, added.Span);
        TensorPrimitives.Subtract(OutputValue, added.Span, added.Span);
        ConstantShare.AddAll(added.Span, incoming, shares);
    }

    protected internal override void ReleaseKept() => factors.Dispose();
}
