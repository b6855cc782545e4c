namespace AttentionLens.Numerics;

/// <summary>Root-mean-square normalisation over rows and its derivatives. Source: Zhang and Sennrich 2019.</summary>
public static unsafe class RmsNormKernel
{
    /// <summary>Computes y = x / √(mean x² + epsilon) · scale per row.</summary>
    /// <param name="x">[row, width].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The length of a row.</param>
    /// <param name="scale">[width].</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <param name="y">Receives [row, width]; may be <paramref name="x"/> itself.</param>
    /// <param name="inverseRms">Receives 1/√(mean x² + epsilon) as [row] for the derivatives, or empty.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void Forward(
        ReadOnlySpan<float> x,
        int rows,
        int width,
        ReadOnlySpan<float> scale,
        float epsilon,
        Span<float> y,
        Span<float> inverseRms)
    {
        NormCheck.Rows(rows, width, x.Length, y.Length, nameof(x), nameof(y));
        Demand.Length(scale.Length, width, nameof(scale));
        Demand.LengthOrEmpty(inverseRms.Length, rows, nameof(inverseRms));
        fixed (float* xStart = x, scaleStart = scale, yStart = y, inverseStart = inverseRms)
        {
            NormTask task = new()
            {
                X = xStart,
                Scale = scaleStart,
                Y = yStart,
                Inverse = inverseStart,
                Width = width,
                Epsilon = epsilon,
            };
            task.Forward(rows);
        }
    }

    /// <summary>Computes the gradient of the inputs, or adds it.</summary>
    /// <param name="x">[row, width], the inputs of the forward call.</param>
    /// <param name="dy">[row, width], the gradient of its results.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The length of a row.</param>
    /// <param name="scale">[width].</param>
    /// <param name="inverseRms">[row], from the forward call.</param>
    /// <param name="dx">Receives [row, width]; may be <paramref name="dy"/> itself.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="dx"/> holds.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void Backward(
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> dy,
        int rows,
        int width,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> inverseRms,
        Span<float> dx,
        bool accumulate)
    {
        NormCheck.Rows(rows, width, x.Length, dy.Length, nameof(x), nameof(dy));
        Demand.Length(scale.Length, width, nameof(scale));
        Demand.Length(inverseRms.Length, rows, nameof(inverseRms));
        Demand.Length(dx.Length, (long)rows * width, nameof(dx));
        fixed (float* xStart = x, dyStart = dy, scaleStart = scale, inverseStart = inverseRms, dxStart = dx)
        {
            NormTask task = new()
            {
                X = xStart,
                Dy = dyStart,
                Scale = scaleStart,
                Y = dxStart,
                Inverse = inverseStart,
                Width = width,
                Accumulate = accumulate,
            };
            task.Backward(rows);
        }
    }

    /// <summary>Computes the gradient of the inputs with the root mean square held constant, or adds it.</summary>
    /// <param name="dy">[row, width], the gradient of the results.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The length of a row.</param>
    /// <param name="scale">[width].</param>
    /// <param name="inverseRms">[row], from the forward call.</param>
    /// <param name="dx">Receives [row, width]; may be <paramref name="dy"/> itself.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="dx"/> holds.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void BackwardFrozen(
        ReadOnlySpan<float> dy,
        int rows,
        int width,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> inverseRms,
        Span<float> dx,
        bool accumulate)
    {
        NormCheck.Rows(rows, width, dy.Length, dx.Length, nameof(dy), nameof(dx));
        Demand.Length(scale.Length, width, nameof(scale));
        Demand.Length(inverseRms.Length, rows, nameof(inverseRms));
        fixed (float* dyStart = dy, dxStart = dx, scaleStart = scale, inverseStart = inverseRms)
        {
            NormTask task = new()
            {
                Dy = dyStart,
                Scale = scaleStart,
                Y = dxStart,
                Inverse = inverseStart,
                Width = width,
                Accumulate = accumulate,
            };
            task.BackwardFrozen(rows);
        }
    }

    /// <summary>Computes the gradient of the scale, or adds it.</summary>
    /// <param name="x">[row, width], the inputs of the forward call.</param>
    /// <param name="dy">[row, width], the gradient of its results.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The length of a row.</param>
    /// <param name="inverseRms">[row], from the forward call.</param>
    /// <param name="dScale">Receives [width].</param>
    /// <param name="accumulate">Whether to add to what <paramref name="dScale"/> holds.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void ParameterGradient(
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> dy,
        int rows,
        int width,
        ReadOnlySpan<float> inverseRms,
        Span<float> dScale,
        bool accumulate)
    {
        NormCheck.Rows(rows, width, x.Length, dy.Length, nameof(x), nameof(dy));
        Demand.Length(inverseRms.Length, rows, nameof(inverseRms));
        Demand.Length(dScale.Length, width, nameof(dScale));
        fixed (float* xStart = x, dyStart = dy, inverseStart = inverseRms, scaleStart = dScale)
        {
            ColumnSums.RunNormalized(dyStart, xStart, rows, width, null, inverseStart, scaleStart, null, accumulate);
        }
    }
}
