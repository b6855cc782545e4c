namespace AttentionLens.Numerics;

/// <summary>y = a + b.</summary>
internal sealed class AddOperation(OperationInfo info) : Operation(info)
{
    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        Signal.Put(incoming, destination, accumulate);
}
