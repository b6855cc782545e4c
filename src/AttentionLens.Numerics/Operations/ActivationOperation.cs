namespace AttentionLens.Numerics;

/// <summary>An elementwise non-linearity.</summary>
internal sealed class ActivationOperation(OperationInfo info, ActivationKind kind) : Operation(info)
{
    protected internal override bool ReadsInput(int input, bool weightGradients) => true;

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        ActivationKernel.Backward(kind, InputValue(0), incoming, destination, accumulate);

    protected internal override void PullBackFrozen(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        ActivationKernel.BackwardFrozen(kind, InputValue(0), incoming, destination, accumulate);
}
