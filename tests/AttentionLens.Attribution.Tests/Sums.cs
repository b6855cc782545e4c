namespace AttentionLens.Attribution.Tests;

/// <summary>Sums over the last axes of a tensor.</summary>
internal static class Sums
{
    /// <summary>One sum for each run of values.</summary>
    public static float[] OfRuns(ReadOnlySpan<float> values, int length)
    {
        float[] sums = new float[values.Length / length];
        for (int run = 0; run < sums.Length; run++)
        {
            double sum = 0;
            foreach (float value in values.Slice(run * length, length))
            {
                sum += value;
            }

            sums[run] = (float)sum;
        }

        return sums;
    }

    /// <summary>One sum for each position: [batch, position, width] to [batch, position].</summary>
    public static float[] OfPositions(LensTensor tensor) => OfRuns(tensor.Values, tensor.Shape[^1]);

    /// <summary>One sum for each example.</summary>
    public static float[] OfExamples(LensTensor tensor) => OfRuns(tensor.Values, tensor.Values.Length / tensor.Shape[0]);
}
