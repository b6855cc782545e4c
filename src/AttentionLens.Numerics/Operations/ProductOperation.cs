namespace AttentionLens.Numerics;

/// <summary>y = a ⊙ b.</summary>
internal sealed class ProductOperation(OperationInfo info) : Operation(info)
{
    protected internal override bool ReadsInput(int input, bool weightGradients) => true;

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        Signal.PutProduct(incoming, InputValue(1 - input), destination, accumulate);
}
