namespace AttentionLens.Numerics;

/// <summary>Activation functions and their derivatives, value by value.</summary>
public static unsafe class ActivationKernel
{
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
}
