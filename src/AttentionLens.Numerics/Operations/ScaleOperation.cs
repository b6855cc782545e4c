namespace AttentionLens.Numerics;

/// <summary>y = factor · x.</summary>
internal sealed class ScaleOperation(OperationInfo info, float factor) : Operation(info)
{
    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate)
    {
        if (!accumulate)
        {
            ElementwiseKernel.Scale(factor, incoming, destination);
            return;
        }

        using Tensor scaled = Tensor.Rent(incoming.Length);
        ElementwiseKernel.Scale(factor, incoming, scaled.Span);
        ElementwiseKernel.AddTo(scaled.Span, destination);
    }
}
