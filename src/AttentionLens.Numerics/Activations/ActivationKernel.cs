namespace AttentionLens.Numerics;

/// <summary>Activation functions and their derivatives, value by value.</summary>
public static class ActivationKernel
{
    /// <summary>Computes y = f(x).</summary>
    /// <param name="kind">The function.</param>
    /// <param name="x">The arguments.</param>
    /// <param name="y">Receives as many values; may be <paramref name="x"/> itself.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ActivationKind kind, ReadOnlySpan<float> x, Span<float> y)
    {
        Demand.SameLength(y.Length, x.Length, nameof(y));
        for (int index = 0; index < x.Length; index++)
        {
            y[index] = Value(kind, x[index]);
        }
    }

    /// <summary>Computes dx = dy · f′(x), or adds it.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="x">The arguments of the forward call.</param>
    /// <param name="dy">The gradient of its results.</param>
    /// <param name="dx">Receives the gradient of its arguments; may be <paramref name="dy"/> itself.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="dx"/> holds.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Backward(ActivationKind kind, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate)
    {
        Demand.SameLength(dy.Length, x.Length, nameof(dy));
        Demand.SameLength(dx.Length, x.Length, nameof(dx));
        for (int index = 0; index < x.Length; index++)
        {
            float gradient = dy[index] * (float)Slope(kind, x[index]);
            dx[index] = accumulate ? dx[index] + gradient : gradient;
        }
    }

    internal static float Value(ActivationKind kind, float x) => (float)(kind switch
    {
        ActivationKind.Gelu => x * 0.5 * ErrorFunctionComplement(-x * Math.Sqrt(0.5)),
        ActivationKind.GeluTanh => x * 0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        ActivationKind.Silu => x / (1 + Math.Exp(-x)),
        ActivationKind.Relu => Math.Max(x, 0),
        ActivationKind.Tanh => Math.Tanh(x),
        _ => x,
    });

    private static double Slope(ActivationKind kind, double x)
    {
        switch (kind)
        {
            case ActivationKind.Gelu:
                return (0.5 * ErrorFunctionComplement(-x * Math.Sqrt(0.5))) + (x * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI));
            case ActivationKind.GeluTanh:
                double tanh = Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)));
                return (0.5 * (1 + tanh)) + (0.5 * x * (1 - (tanh * tanh)) * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x)));
            case ActivationKind.Silu:
                double sigmoid = 1 / (1 + Math.Exp(-x));
                return sigmoid * (1 + (x * (1 - sigmoid)));
            case ActivationKind.Relu:
                return x > 0 ? 1 : 0;
            case ActivationKind.Tanh:
                return 1 - (Math.Tanh(x) * Math.Tanh(x));
            default:
                return 1;
        }
    }

    // Series below 2, continued fraction above; both converge to double precision in the terms given.
    private static double ErrorFunctionComplement(double x)
    {
        double size = Math.Abs(x);
        double complement;
        if (size < 2)
        {
            double term = size, sum = size;
            for (int n = 1; n < 60; n++)
            {
                term *= -size * size / n;
                sum += term / ((2 * n) + 1);
            }

            complement = 1 - (sum * 2 / Math.Sqrt(Math.PI));
        }
        else
        {
            double fraction = size;
            for (int n = 60; n > 0; n--)
            {
                fraction = size + (n * 0.5 / fraction);
            }

            complement = Math.Exp(-size * size) / (fraction * Math.Sqrt(Math.PI));
        }

        return x < 0 ? 2 - complement : complement;
    }
}
