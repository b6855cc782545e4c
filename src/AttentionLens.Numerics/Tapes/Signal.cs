namespace AttentionLens.Numerics;

/// <summary>Puts a signal where it belongs.</summary>
internal static class Signal
{
    public static void Put(ReadOnlySpan<float> signal, Span<float> destination, bool accumulate)
    {
        if (accumulate)
        {
            ElementwiseKernel.AddTo(signal, destination);
        }
        else
        {
            signal.CopyTo(destination);
        }
    }

    public static void PutProduct(ReadOnlySpan<float> signal, ReadOnlySpan<float> factor, Span<float> destination, bool accumulate)
    {
        if (accumulate)
        {
            ElementwiseKernel.MultiplyAdd(signal, factor, destination);
        }
        else
        {
            ElementwiseKernel.Multiply(signal, factor, destination);
        }
    }
}
