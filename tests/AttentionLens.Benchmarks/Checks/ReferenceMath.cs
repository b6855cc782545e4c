using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>Elementary functions in double precision.</summary>
public static class ReferenceMath
{
    public static double Activate(ActivationKind kind, double x) => kind switch
    {
        ActivationKind.Gelu => x * Normal(x),
        ActivationKind.GeluTanh => x * 0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        ActivationKind.Silu => x / (1 + Math.Exp(-x)),
        ActivationKind.Relu => Math.Max(x, 0),
        ActivationKind.Tanh => Math.Tanh(x),
        _ => x,
    };

    /// <summary>The share of the normal distribution below x: a series near zero, a continued fraction in the tails.</summary>
    public static double Normal(double x)
    {
        double size = Math.Abs(x) / Math.Sqrt(2);
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

        return x < 0 ? complement / 2 : 1 - (complement / 2);
    }
}
