namespace AttentionLens.Numerics;

/// <summary>An intervention whose effect on the signal is a factor for each value: the scale of a head, 0 where a value was replaced,
/// 1 where it was left alone.</summary>
internal sealed class FactorOperation(OperationInfo info, Tensor factors) : Operation(info)
{
    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        Signal.PutProduct(incoming, factors.Span, destination, accumulate);

    protected internal override void ReleaseKept() => factors.Dispose();
}
