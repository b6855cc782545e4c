namespace AttentionLens.Numerics.Tests.Operations;

/// <summary>The operations as their definitions say, one number at a time in double precision.</summary>
internal static class Formulas
{
    public static double[] Linear(double[] x, double[] weight, double[]? bias, int inputs, int outputs, WeightOrder order)
    {
        double[] y = new double[x.Length / inputs * outputs];
        for (int index = 0; index < y.Length; index++)
        {
            (int row, int output) = Math.DivRem(index, outputs);
            y[index] = bias is null ? 0 : bias[output];
            for (int input = 0; input < inputs; input++)
            {
                y[index] += x[(row * inputs) + input] * weight[order == WeightOrder.OutputMajor ? (output * inputs) + input : (input * outputs) + output];
            }
        }

        return y;
    }

    public static double[] Map(double[] x, Func<double, double> function) => [.. x.Select(function)];

    public static double[] Zip(double[] a, double[] b, Func<double, double, double> function) => [.. a.Zip(b, function)];

    public static double Activation(ActivationKind kind, double x) => kind switch
    {
        ActivationKind.Gelu => x * NormalShare(x),
        ActivationKind.GeluTanh => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        ActivationKind.Silu => x / (1 + Math.Exp(-x)),
        ActivationKind.Relu => Math.Max(x, 0),
        ActivationKind.Tanh => Math.Tanh(x),
        _ => x,
    };

    public static double[] LayerNorm(double[] x, double[] scale, double[] shift, double epsilon) => Rows(x, scale.Length, row =>
    {
        double mean = row.Average();
        double deviation = Math.Sqrt(row.Average(value => (value - mean) * (value - mean)) + epsilon);
        return [.. row.Select((value, index) => ((value - mean) / deviation * scale[index]) + shift[index])];
    });

    public static double[] RmsNorm(double[] x, double[] scale, double epsilon) => Rows(x, scale.Length, row =>
    {
        double root = Math.Sqrt(row.Average(value => value * value) + epsilon);
        return [.. row.Select((value, index) => value / root * scale[index])];
    });

    public static double[] Softmax(double[] x, int columns) => Rows(x, columns, row =>
    {
        double largest = row.Max();
        double sum = row.Sum(value => Math.Exp(value - largest));
        return [.. row.Select(value => Math.Exp(value - largest) / sum)];
    });

    public static double[] Rows(double[] x, int width, Func<double[], double[]> function) => [.. x.Chunk(width).SelectMany(function)];

    // Φ by Taylor's series around 0, which converges for every argument that tests use.
    private static double NormalShare(double x)
    {
        double term = x;
        double sum = x;
        for (int index = 1; index < 200; index++)
        {
            term *= -x * x / (2 * index);
            sum += term / ((2 * index) + 1);
        }

        return 0.5 + (sum / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>Pairs of components of [row, head, head width] turned by position · base^(−2i/width); the rest stays.</summary>
    public static double[] Rotation(double[] x, int[] positions, int heads, int headWidth, int rotatedWidth, double angleBase)
    {
        double[] rotated = [.. x];
        int pairs = rotatedWidth / 2;
        for (int index = 0; index < positions.Length * heads * pairs; index++)
        {
            (int head, int pair) = Math.DivRem(index, pairs);
            int lower = (head * headWidth) + pair;
            (double sine, double cosine) = Math.SinCos(positions[head / heads] * Math.Pow(angleBase, -2.0 * pair / rotatedWidth));
            rotated[lower] = (x[lower] * cosine) - (x[lower + pairs] * sine);
            rotated[lower + pairs] = (x[lower + pairs] * cosine) + (x[lower] * sine);
        }

        return rotated;
    }
}
