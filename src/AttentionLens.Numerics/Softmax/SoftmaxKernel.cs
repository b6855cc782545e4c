namespace AttentionLens.Numerics;

/// <summary>Softmax over the columns of every row, and its derivative.</summary>
public static unsafe class SoftmaxKernel
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
        fixed (float* xStart = x, yStart = y)
        {
            SoftmaxTask.Forward(xStart, rows, columns, yStart);
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
        fixed (float* yStart = y, dyStart = dy, dxStart = dx)
        {
            SoftmaxTask.Backward(yStart, dyStart, rows, columns, dxStart, accumulate);
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
