namespace AttentionLens.Numerics;

/// <summary>A table whose rows were mixed with fixed weights. Only the table has a gradient.</summary>
internal sealed class RowMixOperation(OperationInfo info, TensorParameter table, RowMix mix) : Operation(info)
{
    protected internal override bool HasWeights => true;

    public static void Forward(TensorParameter table, RowMix mix, Span<float> y)
    {
        int width = table.Shape[^1];
        Span<float> first = y[..(mix.Count * width)];
        first.Clear();
        for (int tap = 0; tap < mix.Rows.Length; tap++)
        {
            AddScaled(
                mix.Weights[tap], table.Values.Slice(mix.Rows[tap] * width, width), first.Slice(tap / mix.Taps * width, width));
        }

        for (int start = first.Length; start < y.Length; start += first.Length)
        {
            first.CopyTo(y[start..]);
        }
    }

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        throw new InvalidOperationException("A mix of a table's rows has no tensor inputs.");

    protected internal override void AddWeightGradients(ReadOnlySpan<float> incoming, WeightGradients gradients)
    {
        int width = table.Shape[^1];
        Span<float> place = gradients.Place(table, out bool accumulate);
        if (!accumulate)
        {
            place.Clear();
        }

        for (int start = 0; start < incoming.Length; start += mix.Count * width)
        {
            for (int tap = 0; tap < mix.Rows.Length; tap++)
            {
                AddScaled(
                    mix.Weights[tap],
                    incoming.Slice(start + (tap / mix.Taps * width), width),
                    place.Slice(mix.Rows[tap] * width, width));
            }
        }
    }

    private static void AddScaled(float factor, ReadOnlySpan<float> row, Span<float> sum)
    {
        for (int index = 0; index < row.Length; index++)
        {
            sum[index] += factor * row[index];
        }
    }
}
