namespace AttentionLens.Numerics;

/// <summary>Puts learned rows before the rows of each example: [batch, n, width] to [batch, k + n, width].</summary>
internal sealed class PrependOperation(OperationInfo info, TensorParameter rows, int batch) : Operation(info)
{
    protected internal override bool HasWeights => true;

    public static void Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> rows, int batch, Span<float> y)
    {
        int old = x.Length / batch;
        for (int example = 0; example < batch; example++)
        {
            Span<float> place = y.Slice(example * (old + rows.Length), old + rows.Length);
            rows.CopyTo(place);
            x.Slice(example * old, old).CopyTo(place[rows.Length..]);
        }
    }

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate)
    {
        int old = destination.Length / batch;
        for (int example = 0; example < batch; example++)
        {
            Signal.Put(
                incoming.Slice((example * (old + rows.Length)) + rows.Length, old), destination.Slice(example * old, old), accumulate);
        }
    }

    internal override void AddConstants(ReadOnlySpan<float> incoming, ulong pass, Span<double> shares)
    {
        for (int example = 0; example < batch; example++)
        {
            shares[example] += ElementwiseKernel.Dot(rows.Values, incoming.Slice(example * (incoming.Length / batch), rows.Length));
        }
    }

    protected internal override void AddWeightGradients(ReadOnlySpan<float> incoming, WeightGradients gradients)
    {
        Span<float> place = gradients.Place(rows, out bool accumulate);
        if (!accumulate)
        {
            place.Clear();
        }

        for (int example = 0; example < batch; example++)
        {
            ElementwiseKernel.AddTo(incoming.Slice(example * (incoming.Length / batch), rows.Length), place);
        }
    }
}
