namespace AttentionLens.Numerics;

/// <summary>The product of two matrices that are not weights.</summary>
public static class MatrixKernel
{
    /// <summary>Computes c = alpha · op(a) op(b), or adds it; all matrices are row-major without gaps.</summary>
    /// <param name="m">Rows of c.</param>
    /// <param name="n">Columns of c.</param>
    /// <param name="k">The length of the sums.</param>
    /// <param name="alpha">A factor on the product; it is multiplied into one of the operands first.</param>
    /// <param name="a">[m, k], or [k, m] where transposed.</param>
    /// <param name="transposeA">Whether a lies as [k, m].</param>
    /// <param name="b">[k, n], or [n, k] where transposed.</param>
    /// <param name="transposeB">Whether b lies as [n, k].</param>
    /// <param name="c">Receives [m, n]; must not overlap a or b.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="c"/> holds.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs, or an extent is negative.</exception>
    public static void Multiply(
        int m,
        int n,
        int k,
        float alpha,
        ReadOnlySpan<float> a,
        bool transposeA,
        ReadOnlySpan<float> b,
        bool transposeB,
        Span<float> c,
        bool accumulate)
    {
        BatchStrides left = transposeA ? new(0, 0, 1, m) : new(0, 0, k, 1);
        BatchStrides right = transposeB ? new(0, 0, 1, k) : new(0, 0, n, 1);
        BatchedProductKernel.Multiply(1, 1, m, n, k, alpha, a, left, b, right, c, new(0, 0, n, 1), accumulate);
    }
}
