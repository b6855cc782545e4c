namespace AttentionLens.Numerics;

/// <summary>Root-mean-square normalisation over rows and its derivatives. Source: Zhang and Sennrich 2019.</summary>
public static class RmsNormKernel
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
        for (int row = 0; row < rows; row++)
        {
            double squares = 0;
            foreach (float value in x.Slice(row * width, width))
            {
                squares += (double)value * value;
            }

            double inverse = 1 / Math.Sqrt((squares / width) + epsilon);
            for (int column = 0; column < width; column++)
            {
                y[(row * width) + column] = (float)(x[(row * width) + column] * inverse * scale[column]);
            }

            if (!inverseRms.IsEmpty)
            {
                inverseRms[row] = (float)inverse;
            }
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
        for (int row = 0; row < rows; row++)
        {
            double productSum = 0;
            for (int column = 0; column < width; column++)
            {
                productSum += (double)dy[(row * width) + column] * scale[column] * x[(row * width) + column] * inverseRms[row];
            }

            for (int column = 0; column < width; column++)
            {
                int place = (row * width) + column;
                double normalized = (double)x[place] * inverseRms[row];
                double gradient = inverseRms[row] * (((double)dy[place] * scale[column]) - (normalized * productSum / width));
                dx[place] = (float)(accumulate ? dx[place] + gradient : gradient);
            }
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
        for (int column = 0; column < width; column++)
        {
            double sum = accumulate ? dScale[column] : 0;
            for (int row = 0; row < rows; row++)
            {
                sum += (double)dy[(row * width) + column] * x[(row * width) + column] * inverseRms[row];
            }

            dScale[column] = (float)sum;
        }
    }
}
