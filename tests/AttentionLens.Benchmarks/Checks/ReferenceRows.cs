namespace AttentionLens.Benchmarks;

/// <summary>Softmax, normalisations and losses of one row in double precision.</summary>
public static class ReferenceRows
{
    public static void Softmax(ReadOnlySpan<double> x, Span<double> y)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (double value in x)
        {
            largest = Math.Max(largest, value);
        }

        for (int index = 0; index < x.Length; index++)
        {
            y[index] = Math.Exp(x[index] - largest);
            sum += y[index];
        }

        foreach (ref double value in y)
        {
            value /= sum;
        }
    }

    /// <summary>Layer normalisation, or root-mean-square normalisation where not centered.</summary>
    public static double[] Normalize(
        ReadOnlySpan<double> x, ReadOnlySpan<double> scale, ReadOnlySpan<double> shift, double epsilon, bool centered, out double mean, out double inverse)
    {
        double sum = 0, squares = 0;
        foreach (double value in x)
        {
            sum += value;
        }

        mean = centered ? sum / x.Length : 0;
        foreach (double value in x)
        {
            squares += (value - mean) * (value - mean);
        }

        inverse = 1 / Math.Sqrt((squares / x.Length) + epsilon);
        double[] y = new double[x.Length];
        for (int index = 0; index < y.Length; index++)
        {
            y[index] = ((x[index] - mean) * inverse * scale[index]) + (shift.IsEmpty ? 0 : shift[index]);
        }

        return y;
    }

    public static double CrossEntropy(ReadOnlySpan<double> logits, int label)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (double value in logits)
        {
            largest = Math.Max(largest, value);
        }

        foreach (double value in logits)
        {
            sum += Math.Exp(value - largest);
        }

        return Math.Log(sum) - (logits[label] - largest);
    }

    public static double[] Widen(ReadOnlySpan<float> values)
    {
        double[] wide = new double[values.Length];
        for (int index = 0; index < wide.Length; index++)
        {
            wide[index] = values[index];
        }

        return wide;
    }

    /// <summary>The gradient of Σ weights · function(x), by central differences.</summary>
    public static double[] Gradient(double[] x, ReadOnlySpan<float> weights, Func<double[], double[]> function)
    {
        const double Step = 1e-5;
        double[] gradient = new double[x.Length];
        for (int index = 0; index < x.Length; index++)
        {
            double kept = x[index];
            x[index] = kept + Step;
            double above = Weigh(function(x), weights);
            x[index] = kept - Step;
            double below = Weigh(function(x), weights);
            x[index] = kept;
            gradient[index] = (above - below) / (2 * Step);
        }

        return gradient;
    }

    private static double Weigh(double[] values, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (int index = 0; index < values.Length; index++)
        {
            sum += values[index] * weights[index];
        }

        return sum;
    }
}
