namespace AttentionLens.Attribution;

/// <summary>The mean, mean square and variance of gradients, in double precision and in the order of the samples.</summary>
internal sealed class GradientMoments(PathEnd features, int examples)
{
    private readonly double[] _sums = new double[features.Input.Length];
    private readonly double[] _squares = new double[features.Input.Length];

    public void Add(SweepPass pass)
    {
        for (int sample = pass.First; sample < pass.End; sample++)
        {
            for (int example = 0; example < examples; example++)
            {
                Add(pass.Gradient(features.Hook.Name, sample, example), pass.Scale, features.RangeOf(example));
            }
        }
    }

    public TensorValue Mean(int samples) =>
        features.ToValue("objective per activation", Array.ConvertAll(_sums, sum => (float)(sum / samples)));

    public TensorValue MeanSquare(int samples) =>
        features.ToValue("squared objective per activation", Array.ConvertAll(_squares, sum => (float)(sum / samples)));

    public TensorValue Variance(int samples)
    {
        float[] variances = new float[_sums.Length];
        for (int index = 0; index < variances.Length; index++)
        {
            double mean = _sums[index] / samples;
            variances[index] = (float)Math.Max(0, (_squares[index] / samples) - (mean * mean));
        }

        return features.ToValue("squared objective per activation", variances);
    }

    private void Add(ReadOnlySpan<float> gradient, double scale, Range range)
    {
        Span<double> sums = _sums.AsSpan(range);
        Span<double> squares = _squares.AsSpan(range);
        for (int index = 0; index < gradient.Length; index++)
        {
            double value = gradient[index] * scale;
            sums[index] += value;
            squares[index] += value * value;
        }
    }
}
