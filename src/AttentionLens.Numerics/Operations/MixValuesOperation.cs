namespace AttentionLens.Numerics;

/// <summary>z = P V: each head's weighted sum of values.</summary>
internal sealed class MixValuesOperation(OperationInfo info, AttentionShape shape) : Operation(info)
{
    protected internal override bool ReadsInput(int input, bool weightGradients) => true;

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate)
    {
        BatchStrides pattern = AttentionLayout.Scores(shape);
        if (input == 0)
        {
            BatchedProductKernel.Multiply(
                shape.Batch, shape.Heads, shape.Queries, shape.Keys, shape.HeadWidth, 1,
                incoming, AttentionLayout.Queries(shape), InputValue(1), AttentionLayout.Transposed(AttentionLayout.Keys(shape)),
                destination, pattern, accumulate);
        }
        else
        {
            BatchedProductKernel.Multiply(
                shape.Batch, shape.Heads, shape.Keys, shape.HeadWidth, shape.Queries, 1,
                InputValue(0), AttentionLayout.Transposed(pattern), incoming, AttentionLayout.Queries(shape),
                destination, AttentionLayout.Keys(shape), accumulate);
        }
    }
}
