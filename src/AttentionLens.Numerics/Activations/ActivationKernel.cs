namespace AttentionLens.Numerics;

/// <summary>Activation functions and their derivatives, value by value.</summary>
public static unsafe class ActivationKernel
{
    // Source: Modarressi et al. 2023 (DecompX) and Achtibat et al. 2024 (AttnLRP) take the slope of the line from the origin; the constant is the latter's.
    private const float Stabilizer = 1e-10f;

    /// <summary>Computes y = f(x).</summary>
    /// <param name="kind">The function.</param>
    /// <param name="x">The arguments.</param>
    /// <param name="y">Receives as many values; may be <paramref name="x"/> itself.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ActivationKind kind, ReadOnlySpan<float> x, Span<float> y)
    {
        Demand.SameLength(y.Length, x.Length, nameof(y));
        fixed (float* xStart = x, yStart = y)
        {
            ActivationTask.Run(kind, xStart, null, x.Length, yStart, false);
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
        fixed (float* xStart = x, dyStart = dy, dxStart = dx)
        {
            ActivationTask.Run(kind, xStart, dyStart, x.Length, dxStart, accumulate);
        }
    }

    /// <summary>Computes dx = dy · f(x) / x, the slope of the line from the origin, or adds it. Near 0 the divisor is kept away from it by
    /// 1e-10, on the side on which x lies.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="x">The arguments of the forward call.</param>
    /// <param name="dy">The gradient of its results.</param>
    /// <param name="dx">Receives the gradient of its arguments; must not be one of the operands.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="dx"/> holds.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void BackwardFrozen(ActivationKind kind, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate)
    {
        Demand.SameLength(dy.Length, x.Length, nameof(dy));
        Demand.SameLength(dx.Length, x.Length, nameof(dx));
        using Tensor value = Tensor.Rent(x.Length);
        Span<float> slope = value.Span;
        Forward(kind, x, slope);
        for (int index = 0; index < slope.Length; index++)
        {
            slope[index] /= x[index] + (x[index] < 0 ? -Stabilizer : Stabilizer);
        }

        if (accumulate)
        {
            ElementwiseKernel.MultiplyAdd(dy, slope, dx);
        }
        else
        {
            ElementwiseKernel.Multiply(dy, slope, dx);
        }
    }
}
