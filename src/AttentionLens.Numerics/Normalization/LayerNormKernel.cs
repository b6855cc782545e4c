namespace AttentionLens.Numerics;

/// <summary>Layer normalisation over rows and its derivatives. Source: Ba, Kiros and Hinton 2016.</summary>
public static class LayerNormKernel
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
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> values = x.Slice(row * width, width);
            double sum = 0;
            foreach (float value in values)
            {
                sum += value;
            }

            double center = sum / width;
            double squares = 0;
            foreach (float value in values)
            {
                squares += (value - center) * (value - center);
            }

            double inverse = 1 / Math.Sqrt((squares / width) + epsilon);
            for (int column = 0; column < width; column++)
            {
                y[(row * width) + column] = (float)(((values[column] - center) * inverse * scale[column]) + (shift.IsEmpty ? 0 : shift[column]));
            }

            if (!mean.IsEmpty)
            {
                mean[row] = (float)center;
            }

            if (!inverseDeviation.IsEmpty)
            {
                inverseDeviation[row] = (float)inverse;
            }
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
        for (int row = 0; row < rows; row++)
        {
            double gradientSum = 0, productSum = 0;
            for (int column = 0; column < width; column++)
            {
                double gradient = (double)dy[(row * width) + column] * scale[column];
                gradientSum += gradient;
                productSum += gradient * ((double)x[(row * width) + column] - mean[row]) * inverseDeviation[row];
            }

            for (int column = 0; column < width; column++)
            {
                int place = (row * width) + column;
                double normalized = ((double)x[place] - mean[row]) * inverseDeviation[row];
                double gradient = inverseDeviation[row] * (((double)dy[place] * scale[column]) - (gradientSum / width) - (normalized * productSum / width));
                dx[place] = (float)(accumulate ? dx[place] + gradient : gradient);
            }
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
        for (int column = 0; column < width; column++)
        {
            double scaleSum = 0, shiftSum = 0;
            for (int row = 0; row < rows; row++)
            {
                double gradient = dy[(row * width) + column];
                shiftSum += gradient;
                scaleSum += gradient * ((double)x[(row * width) + column] - mean[row]) * inverseDeviation[row];
            }

            dScale[column] = (float)(accumulate ? dScale[column] + scaleSum : scaleSum);
            if (!dShift.IsEmpty)
            {
                dShift[column] = (float)(accumulate ? dShift[column] + shiftSum : shiftSum);
            }
        }
    }
}
