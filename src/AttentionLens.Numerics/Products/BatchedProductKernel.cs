namespace AttentionLens.Numerics;

/// <summary>Many products of small strided matrices at once: the products of attention and of its derivatives.</summary>
public static unsafe class BatchedProductKernel
{
    /// <summary>Computes c(o, i) = alpha · a(o, i) b(o, i) for every outer index o and inner index i, or adds it.</summary>
    /// <param name="outer">The number of outer indices, usually examples.</param>
    /// <param name="inner">The number of inner indices, usually heads.</param>
    /// <param name="m">Rows of c.</param>
    /// <param name="n">Columns of c.</param>
    /// <param name="k">The length of the sums.</param>
    /// <param name="alpha">A factor on the product; it is multiplied into one of the operands first.</param>
    /// <param name="a">Matrices of m × k.</param>
    /// <param name="aStrides">Where they lie.</param>
    /// <param name="b">Matrices of k × n.</param>
    /// <param name="bStrides">Where they lie.</param>
    /// <param name="c">Receives matrices of m × n; must not overlap a or b. Where inner indices share one
    /// (<see cref="BatchStrides.InnerDivisor"/>
    /// above 1), their products are summed in ascending order.</param>
    /// <param name="cStrides">Where they lie.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="c"/> holds.</param>
    /// <exception cref="ArgumentException">An operand is shorter than its strides need, or an extent or stride is negative.</exception>
    public static void Multiply(
        int outer,
        int inner,
        int m,
        int n,
        int k,
        float alpha,
        ReadOnlySpan<float> a,
        BatchStrides aStrides,
        ReadOnlySpan<float> b,
        BatchStrides bStrides,
        Span<float> c,
        BatchStrides cStrides,
        bool accumulate)
    {
        Demand.Strided(a.Length, outer, inner, m, k, aStrides, nameof(a));
        Demand.Strided(b.Length, outer, inner, k, n, bStrides, nameof(b));
        Demand.Strided(c.Length, outer, inner, m, n, cStrides, nameof(c));
        if (outer == 0 || inner == 0 || m == 0 || n == 0)
        {
            return;
        }

        fixed (float* aStart = a, bStart = b, cStart = c)
        {
            BatchedProductTask.Run(
                outer, inner, m, n, k, alpha, aStart, aStrides, bStart, bStrides, cStart, cStrides, accumulate);
        }
    }
}
