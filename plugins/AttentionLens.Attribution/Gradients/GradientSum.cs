namespace AttentionLens.Attribution;

/// <summary>A weighted sum of gradients at one hook point, in double precision and in the order of the points.</summary>
internal sealed class GradientSum(PathEnd end)
{
    private readonly double[] _sum = new double[end.Input.Length];

    /// <summary>The hook point.</summary>
    public PathEnd End => end;

    /// <summary>Adds the gradients of a pass.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="weights">The weight of each point of the sweep.</param>
    /// <param name="examples">The number of examples.</param>
    public void Add(SweepPass pass, ReadOnlySpan<double> weights, int examples)
    {
        for (int point = pass.First; point < pass.End; point++)
        {
            double weight = weights[point] * pass.Scale;
            for (int example = 0; example < examples; example++)
            {
                ReadOnlySpan<float> gradient = pass.Gradient(end.Hook.Name, point, example);
                Span<double> sum = _sum.AsSpan(end.RangeOf(example));
                for (int index = 0; index < sum.Length; index++)
                {
                    sum[index] += weight * gradient[index];
                }
            }
        }
    }

    /// <summary>The sum times the way from the baseline to the input.</summary>
    public TensorValue TimesDifference()
    {
        float[] scores = new float[_sum.Length];
        for (int index = 0; index < scores.Length; index++)
        {
            scores[index] = (float)(_sum[index] * end.Difference[index]);
        }

        return end.ToValue("objective", scores);
    }

    /// <summary>The sum of an example's scores, before any of them is rounded.</summary>
    public double TotalOf(int example)
    {
        double total = 0;
        for (int index = example * end.RowLength; index < (example + 1) * end.RowLength; index++)
        {
            total += _sum[index] * end.Difference[index];
        }

        return total;
    }
}
