namespace AttentionLens.Numerics;

/// <summary>One row of each example: y[b] = x[b, positions[b]].</summary>
internal sealed class SelectionOperation(OperationInfo info, int[] positions, int length, int width) : Operation(info)
{
    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate)
    {
        if (!accumulate)
        {
            destination.Clear();
        }

        for (int example = 0; example < positions.Length; example++)
        {
            int row = (example * length) + positions[example];
            ElementwiseKernel.AddTo(incoming.Slice(example * width, width), destination.Slice(row * width, width));
        }
    }
}
