namespace AttentionLens.Numerics;

/// <summary>Layer normalisation over rows and its derivatives. Source: Ba, Kiros and Hinton 2016.</summary>
public static unsafe class LayerNormKernel
{
    /// <summary>Computes y = (x − mean) / √(variance + epsilon) · scale + shift per row; the variance divides by the width.</summary>
    /// <param name="x">[row, width].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The length of a row.</param>
    /// <param name="scale">[width].</param>
    /// <param name="shift">[width], or empty for none.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="y">Receives [row, width]; may be <paramref name="x"/> itself.</param>
    /// <param name="mean">Receives [row] for the derivatives, or empty.</param>
    /// <param name="inverseDeviation">Receives 1/√(variance + epsilon) as [row] for the derivatives, or empty.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void Forward(
        ReadOnlySpan<float> x,
        int rows,
        int width,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> shift,
        float epsilon,
        Span<float> y,
        Span<float> mean,
        Span<float> inverseDeviation)
    {
        NormCheck.Rows(rows, width, x.Length, y.Length, nameof(x), nameof(y));
        Demand.Length(scale.Length, width, nameof(scale));
        Demand.LengthOrEmpty(shift.Length, width, nameof(shift));
        Demand.LengthOrEmpty(mean.Length, rows, nameof(mean));
        Demand.LengthOrEmpty(inverseDeviation.Length, rows, nameof(inverseDeviation));
        fixed (float* xStart = x, scaleStart = scale, shiftStart = shift, yStart = y, meanStart = mean, inverseStart = inverseDeviation)
        {
            NormTask task = new()
            {
                X = xStart,
                Scale = scaleStart,
                Shift = shiftStart,
                Y = yStart,
                Mean = meanStart,
                Inverse = inverseStart,
                Width = width,
                Epsilon = epsilon,
                Centered = true,
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
    /// <param name="mean">[row], from the forward call.</param>
    /// <param name="inverseDeviation">[row], from the forward call.</param>
    /// <param name="dx">Receives [row, width]; may be <paramref name="dy"/> itself.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="dx"/> holds.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void Backward(
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> dy,
        int rows,
        int width,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> inverseDeviation,
        Span<float> dx,
        bool accumulate)
    {
        NormCheck.Rows(rows, width, x.Length, dy.Length, nameof(x), nameof(dy));
        Demand.Length(scale.Length, width, nameof(scale));
        Demand.Length(mean.Length, rows, nameof(mean));
        Demand.Length(inverseDeviation.Length, rows, nameof(inverseDeviation));
        Demand.Length(dx.Length, (long)rows * width, nameof(dx));
        fixed (float* xStart = x, dyStart = dy, scaleStart = scale, meanStart = mean, inverseStart = inverseDeviation, dxStart = dx)
        {
            NormTask task = new()
            {
                X = xStart,
                Dy = dyStart,
                Scale = scaleStart,
                Y = dxStart,
                Mean = meanStart,
                Inverse = inverseStart,
                Width = width,
                Centered = true,
                Accumulate = accumulate,
            };
            task.Backward(rows);
        }
    }

    /// <summary>Computes the gradient of the inputs with the deviation held constant, or adds it.</summary>
    /// <param name="dy">[row, width], the gradient of the results.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The length of a row.</param>
    /// <param name="scale">[width].</param>
    /// <param name="inverseDeviation">[row], from the forward call.</param>
    /// <param name="dx">Receives [row, width]; may be <paramref name="dy"/> itself.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="dx"/> holds.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void BackwardFrozen(
        ReadOnlySpan<float> dy,
        int rows,
        int width,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> inverseDeviation,
        Span<float> dx,
        bool accumulate)
    {
        NormCheck.Rows(rows, width, dy.Length, dx.Length, nameof(dy), nameof(dx));
        Demand.Length(scale.Length, width, nameof(scale));
        Demand.Length(inverseDeviation.Length, rows, nameof(inverseDeviation));
        fixed (float* dyStart = dy, dxStart = dx, scaleStart = scale, inverseStart = inverseDeviation)
        {
            NormTask task = new()
            {
                Dy = dyStart,
                Scale = scaleStart,
                Y = dxStart,
                Inverse = inverseStart,
                Width = width,
                Centered = true,
                Accumulate = accumulate,
            };
            task.BackwardFrozen(rows);
        }
    }

    /// <summary>Computes the gradients of scale and shift, or adds them.</summary>
    /// <param name="x">[row, width], the inputs of the forward call.</param>
    /// <param name="dy">[row, width], the gradient of its results.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The length of a row.</param>
    /// <param name="mean">[row], from the forward call.</param>
    /// <param name="inverseDeviation">[row], from the forward call.</param>
    /// <param name="dScale">Receives [width].</param>
    /// <param name="dShift">Receives [width], or empty where there is no shift.</param>
    /// <param name="accumulate">Whether to add to what the two hold.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void ParameterGradients(
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> dy,
        int rows,
        int width,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> inverseDeviation,
        Span<float> dScale,
        Span<float> dShift,
        bool accumulate)
    {
        NormCheck.Rows(rows, width, x.Length, dy.Length, nameof(x), nameof(dy));
        Demand.Length(mean.Length, rows, nameof(mean));
        Demand.Length(inverseDeviation.Length, rows, nameof(inverseDeviation));
        Demand.Length(dScale.Length, width, nameof(dScale));
        Demand.LengthOrEmpty(dShift.Length, width, nameof(dShift));
        fixed (float* xStart = x, dyStart = dy, meanStart = mean, inverseStart = inverseDeviation, scaleStart = dScale, shiftStart = dShift)
        {
            ColumnSums.RunNormalized(dyStart, xStart, rows, width, meanStart, inverseStart, scaleStart, shiftStart, accumulate);
        }
    }
}
