namespace AttentionLens.Numerics;

/// <summary>y[r] = Σ_h x[r, h] + b.</summary>
internal sealed class HeadSumOperation(OperationInfo info, TensorParameter? bias, int heads, int width) : Operation(info)
{
    protected internal override bool HasWeights => bias is not null;

    protected internal override ReadOnlySpan<float> Bias => bias is null ? default : bias.Values;

    public static void Forward(ReadOnlySpan<float> x, TensorParameter? bias, int heads, int width, Span<float> y)
    {
        for (int row = 0; row < y.Length / width; row++)
        {
            Span<float> sum = y.Slice(row * width, width);
            x.Slice(row * heads * width, width).CopyTo(sum);
            for (int head = 1; head < heads; head++)
            {
                ElementwiseKernel.AddTo(x.Slice(((row * heads) + head) * width, width), sum);
            }

            if (bias is not null)
            {
                ElementwiseKernel.AddTo(bias.Values, sum);
            }
        }
    }

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate)
    {
        for (int row = 0; row < incoming.Length / width; row++)
        {
            for (int head = 0; head < heads; head++)
            {
                Signal.Put(incoming.Slice(row * width, width), destination.Slice(((row * heads) + head) * width, width), accumulate);
            }
        }
    }

    protected internal override void AddWeightGradients(ReadOnlySpan<float> incoming, WeightGradients gradients)
    {
        if (bias is not null)
        {
            Span<float> place = gradients.Place(bias, out bool accumulate);
            LinearKernel.BiasGradient(incoming, incoming.Length / width, width, place, accumulate);
        }
    }
}
