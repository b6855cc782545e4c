namespace AttentionLens.Numerics;

/// <summary>Many products of small strided matrices at once: the products of attention and of its derivatives.</summary>
public static class BatchedProductKernel
{
    /// <summary>Computes c(o, i) = alpha · a(o, i) b(o, i) for every outer index o and inner index i, or adds it.</summary>
    /// <param name="outer">The number of outer indices, usually examples.</param>
    /// <param name="inner">The number of inner indices, usually heads.</param>
    /// <param name="m">Rows of c.</param>
    /// <param name="n">Columns of c.</param>
    /// <param name="k">The length of the sums.</param>
    /// <param name="alpha">A factor on the product; it is multiplied into <paramref name="a"/> first.</param>
    /// <param name="a">Matrices of m × k.</param>
    /// <param name="aStrides">Where they lie.</param>
    /// <param name="b">Matrices of k × n.</param>
    /// <param name="bStrides">Where they lie.</param>
    /// <param name="c">Receives matrices of m × n; must not overlap a or b. Where inner indices share one (<see cref="BatchStrides.InnerDivisor"/>
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
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                bool add = accumulate || i % cStrides.InnerDivisor != 0;
                for (int row = 0; row < m; row++)
                {
                    for (int column = 0; column < n; column++)
                    {
                        int place = (int)Place(cStrides, o, i, row, column);
                        float sum = add ? c[place] : 0;
                        for (int step = 0; step < k; step++)
                        {
                            sum = MathF.FusedMultiplyAdd(alpha * a[(int)Place(aStrides, o, i, row, step)], b[(int)Place(bStrides, o, i, step, column)], sum);
                        }

                        c[place] = sum;
                    }
                }
            }
        }
    }

    private static long Place(in BatchStrides strides, int outer, int inner, int row, int column) =>
        (outer * strides.Outer) + (inner / strides.InnerDivisor * strides.Inner) + (row * strides.Row) + (column * strides.Column);
}
