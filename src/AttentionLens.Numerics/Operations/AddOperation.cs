namespace AttentionLens.Numerics;

/// <summary>y = a + b.</summary>
internal sealed class AddOperation(OperationInfo info) : Operation(info)
{
    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        Signal.Put(incoming, destination, accumulate);

    // A summand that nothing asks for, such as position embeddings, is a constant of the pass.
    internal override void AddConstants(ReadOnlySpan<float> incoming, ulong pass, Span<double> shares)
    {
        for (int input = 0; input < Inputs.Length; input++)
        {
            if ((Inputs[input].Wanted & pass) == 0)
            {
                ConstantShare.AddAll(InputValue(input), incoming, shares);
            }
        }
    }
}
