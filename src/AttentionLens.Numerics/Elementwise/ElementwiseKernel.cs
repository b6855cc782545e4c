namespace AttentionLens.Numerics;

/// <summary>Sums and products of whole tensors, value by value. A result may be one of its operands.</summary>
public static unsafe class ElementwiseKernel
{
    /// <summary>Computes y = a + b.</summary>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand, of the same length.</param>
    /// <param name="y">Receives as many values.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        Check(a.Length, b.Length, y.Length);
        fixed (float* aStart = a, bStart = b, yStart = y)
        {
            ElementwiseTask.Run(&ElementwiseRows.Add, aStart, bStart, a.Length, yStart);
        }
    }

    /// <summary>Computes y += x.</summary>
    /// <param name="x">What is added.</param>
    /// <param name="y">What it is added to, of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddTo(ReadOnlySpan<float> x, Span<float> y) => Add(x, y, y);

    /// <summary>Computes y = a · b.</summary>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand, of the same length.</param>
    /// <param name="y">Receives as many values.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        Check(a.Length, b.Length, y.Length);
        fixed (float* aStart = a, bStart = b, yStart = y)
        {
            ElementwiseTask.Run(&ElementwiseRows.Multiply, aStart, bStart, a.Length, yStart);
        }
    }

    /// <summary>Computes y += a · b.</summary>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand, of the same length.</param>
    /// <param name="y">What the products are added to.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void MultiplyAdd(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        Check(a.Length, b.Length, y.Length);
        fixed (float* aStart = a, bStart = b, yStart = y)
        {
            ElementwiseTask.Run(&ElementwiseRows.MultiplyAdd, aStart, bStart, a.Length, yStart);
        }
    }

    /// <summary>Computes y = factor · x.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="x">The operand.</param>
    /// <param name="y">Receives as many values.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Scale(float factor, ReadOnlySpan<float> x, Span<float> y)
    {
        Demand.SameLength(y.Length, x.Length, nameof(y));
        fixed (float* xStart = x, yStart = y)
        {
            ElementwiseTask.Scale(factor, xStart, x.Length, yStart);
        }
    }

    /// <summary>Adds the same row to every row.</summary>
    /// <param name="x">[row, width].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The length of a row.</param>
    /// <param name="row">[width].</param>
    /// <param name="y">Receives [row, width].</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void AddRows(ReadOnlySpan<float> x, int rows, int width, ReadOnlySpan<float> row, Span<float> y)
    {
        Demand.NotNegative(rows, nameof(rows));
        Demand.NotNegative(width, nameof(width));
        Demand.Length(x.Length, (long)rows * width, nameof(x));
        Demand.Length(row.Length, width, nameof(row));
        Demand.Length(y.Length, (long)rows * width, nameof(y));
        fixed (float* xStart = x, rowStart = row, yStart = y)
        {
            RowAddition.Run(xStart, rows, width, rowStart, yStart);
        }
    }

    /// <summary>The sum of a · b, accumulated in double precision.</summary>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand, of the same length.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Demand.SameLength(b.Length, a.Length, nameof(b));
        fixed (float* aStart = a, bStart = b)
        {
            return ElementwiseTask.Dot(aStart, bStart, a.Length);
        }
    }

    private static void Check(int a, int b, int y)
    {
        Demand.SameLength(b, a, nameof(b));
        Demand.SameLength(y, a, nameof(y));
    }
}
