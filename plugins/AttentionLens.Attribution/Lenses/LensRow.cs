using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>Rows of captured values.</summary>
internal static class LensRow
{
    /// <summary>One position of one example in [batch, position, …].</summary>
    public static ReadOnlySpan<float> Of(LensTensor tensor, int example, int position)
    {
        int length = TensorPrimitives.Product(tensor.Shape[2..]);
        return tensor.Values.Slice(((example * tensor.Shape[1]) + position) * length, length);
    }

    /// <summary>The product of a row with a direction, summed in double precision.</summary>
    public static double Along(ReadOnlySpan<double> direction, ReadOnlySpan<float> row)
    {
        double sum = 0;
        for (int component = 0; component < row.Length; component++)
        {
            sum += direction[component] * row[component];
        }

        return sum;
    }
}
