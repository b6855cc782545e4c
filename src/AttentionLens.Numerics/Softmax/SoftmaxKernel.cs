namespace AttentionLens.Numerics;

/// <summary>Softmax over the columns of every row, and its derivative.</summary>
public static class SoftmaxKernel
{
    /// <summary>Computes y = e^(x − max x) / Σ e^(x − max x) per row.</summary>
    /// <param name="x">[row, column].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="y">Receives [row, column], probabilities; may be <paramref name="x"/> itself.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void Forward(ReadOnlySpan<float> x, int rows, int columns, Span<float> y)
    {
        Check(x.Length, y.Length, rows, columns, nameof(x), nameof(y));
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> scores = x.Slice(row * columns, columns);
            Span<float> shares = y.Slice(row * columns, columns);
            float largest = float.NegativeInfinity;
            foreach (float score in scores)
            {
                largest = Math.Max(largest, score);
            }

            double sum = 0;
            for (int column = 0; column < columns; column++)
            {
                shares[column] = MathF.Exp(scores[column] - largest);
                sum += shares[column];
            }

            for (int column = 0; column < columns; column++)
            {
                shares[column] = (float)(shares[column] / sum);
            }
        }
    }

    /// <summary>Computes dx = y · (dy − Σ y dy) per row, or adds it.</summary>
    /// <param name="y">[row, column], the result of the forward call.</param>
    /// <param name="dy">[row, column], its gradient.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="dx">Receives [row, column]; may be <paramref name="dy"/> itself.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="dx"/> holds.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int rows, int columns, Span<float> dx, bool accumulate)
    {
        Check(y.Length, dy.Length, rows, columns, nameof(y), nameof(dy));
        Demand.Length(dx.Length, (long)rows * columns, nameof(dx));
        for (int row = 0; row < rows; row++)
        {
            double sum = 0;
            for (int place = row * columns; place < (row + 1) * columns; place++)
            {
                sum += (double)y[place] * dy[place];
            }

            for (int place = row * columns; place < (row + 1) * columns; place++)
            {
                float gradient = (float)(y[place] * (dy[place] - sum));
                dx[place] = accumulate ? dx[place] + gradient : gradient;
            }
        }
    }

    private static void Check(int first, int second, int rows, int columns, string firstName, string secondName)
    {
        Demand.NotNegative(rows, nameof(rows));
        Demand.NotNegative(columns, nameof(columns));
        Demand.Length(first, (long)rows * columns, firstName);
        Demand.Length(second, (long)rows * columns, secondName);
    }
}
