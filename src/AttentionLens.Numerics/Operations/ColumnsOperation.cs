namespace AttentionLens.Numerics;

/// <summary>A range of each row's columns: y[r] = x[r, start .. start + width].</summary>
internal sealed class ColumnsOperation(OperationInfo info, int columns, int start, int width) : Operation(info)
{
    public static void Forward(ReadOnlySpan<float> x, int columns, int start, int width, Span<float> y)
    {
        for (int row = 0; row < y.Length / width; row++)
        {
            x.Slice((row * columns) + start, width).CopyTo(y.Slice(row * width, width));
        }
    }

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate)
    {
        if (!accumulate)
        {
            destination.Clear();
        }

        for (int row = 0; row < incoming.Length / width; row++)
        {
            ElementwiseKernel.AddTo(incoming.Slice(row * width, width), destination.Slice((row * columns) + start, width));
        }
    }
}
