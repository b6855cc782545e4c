namespace AttentionLens.Numerics;

/// <summary>Softmax over the last axis.</summary>
internal sealed class SoftmaxOperation(OperationInfo info, int columns) : Operation(info)
{
    protected internal override bool ReadsOutput => true;

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        SoftmaxKernel.Backward(OutputValue, incoming, incoming.Length / columns, columns, destination, accumulate);

    protected internal override void PullBackFrozen(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate)
    {
        if (!accumulate)
        {
            destination.Clear();
        }
    }
}
