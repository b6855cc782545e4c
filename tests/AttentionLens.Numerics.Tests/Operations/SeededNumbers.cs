namespace AttentionLens.Numerics.Tests.Operations;

/// <summary>Numbers for tests, the same in every run.</summary>
internal static class SeededNumbers
{
    public static float[] Floats(ulong seed, int count, double deviation = 1)
    {
        SeededRandom random = new(seed);
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = (float)(random.NextNormal() * deviation);
        }

        return values;
    }

    public static Tensor Tensor(ulong seed, params ReadOnlySpan<int> shape)
    {
        Tensor tensor = Numerics.Tensor.Rent(shape);
        Floats(seed, tensor.Length).CopyTo(tensor.Span);
        return tensor;
    }

    public static Tensor Of(ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        Tensor tensor = Numerics.Tensor.Rent(shape);
        values.CopyTo(tensor.Span);
        return tensor;
    }

    public static double[] Doubles(ReadOnlySpan<float> values)
    {
        double[] doubles = new double[values.Length];
        for (int index = 0; index < doubles.Length; index++)
        {
            doubles[index] = values[index];
        }

        return doubles;
    }
}
