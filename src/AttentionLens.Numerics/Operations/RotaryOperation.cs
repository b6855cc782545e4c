namespace AttentionLens.Numerics;

/// <summary>Rotates pairs of components by angles that grow with the position.</summary>
internal sealed class RotaryOperation(OperationInfo info, RotaryTable table, int[] positions, int heads, int headWidth) : Operation(info)
{
    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate)
    {
        using Tensor rotated = Tensor.Rent(incoming.Length);
        incoming.CopyTo(rotated.Span);
        table.Rotate(rotated.Span, positions, heads, headWidth, backwards: true);
        Signal.Put(rotated.Span, destination, accumulate);
    }
}
