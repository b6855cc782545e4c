namespace AttentionLens.Heads;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations, exact to rounding in the same order on every machine. They take long for hundreds of rows; where
/// few of many are asked for, <see cref="TridiagonalEigen"/> finds them.</summary>
/// <remarks>Source: Golub and Van Loan 2013, section 8.5.</remarks>
internal static class SymmetricEigen
{
    private const int SmallMatrix = 100;
    private const int FewPairs = 8;
    private const int MostSweeps = 30;
    private const double Tolerance = 1e-22;

    /// <summary>The eigenpairs with the largest eigenvalues, largest first; the component of an eigenvector that is largest in magnitude, the first of equal ones, is positive.</summary>
    /// <param name="matrix">The matrix [row, column]; it is destroyed.</param>
    /// <param name="size">Its number of rows.</param>
    /// <param name="count">How many are asked for; fewer are given where the matrix has fewer.</param>
    public static (double Value, double[] Vector)[] Largest(double[] matrix, int size, int count)
    {
        if (size > SmallMatrix && count <= FewPairs)
        {
            return [.. TridiagonalEigen.Largest(matrix, size, count).Select(pair => (pair.Value, Oriented(pair.Vector)))];
        }

        // Rows of this matrix become the eigenvectors.
        double[] vectors = new double[size * size];
        for (int index = 0; index < size; index++)
        {
            vectors[(index * size) + index] = 1;
        }

        double whole = matrix.Sum(value => value * value);
        for (int sweep = 0; sweep < MostSweeps && OffDiagonal(matrix, size) > Tolerance * whole; sweep++)
        {
            for (int row = 0; row < size - 1; row++)
            {
                for (int column = row + 1; column < size; column++)
                {
                    Rotate(matrix, vectors, size, row, column);
                }
            }
        }

        return
        [
            .. Enumerable.Range(0, size).OrderByDescending(index => matrix[(index * size) + index]).ThenBy(index => index).Take(count)
                .Select(index => (matrix[(index * size) + index], Oriented(vectors[(index * size)..((index + 1) * size)]))),
        ];
    }

    private static double OffDiagonal(double[] matrix, int size)
    {
        double sum = 0;
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < row; column++)
            {
                sum += matrix[(row * size) + column] * matrix[(row * size) + column];
            }
        }

        return 2 * sum;
    }

    private static void Rotate(double[] matrix, double[] vectors, int size, int row, int column)
    {
        double off = matrix[(row * size) + column];
        if (off == 0)
        {
            return;
        }

        double ratio = (matrix[(column * size) + column] - matrix[(row * size) + row]) / (2 * off);
        double tangent = (ratio < 0 ? -1 : 1) / (Math.Abs(ratio) + Math.Sqrt((ratio * ratio) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        double sine = tangent * cosine;
        for (int other = 0; other < size; other++)
        {
            (double first, double second) = (matrix[(other * size) + row], matrix[(other * size) + column]);
            matrix[(other * size) + row] = (cosine * first) - (sine * second);
            matrix[(other * size) + column] = (sine * first) + (cosine * second);
        }

        Mix(matrix.AsSpan(row * size, size), matrix.AsSpan(column * size, size), cosine, sine);
        Mix(vectors.AsSpan(row * size, size), vectors.AsSpan(column * size, size), cosine, sine);
    }

    private static void Mix(Span<double> left, Span<double> right, double cosine, double sine)
    {
        for (int index = 0; index < left.Length; index++)
        {
            (double first, double second) = (left[index], right[index]);
            left[index] = (cosine * first) - (sine * second);
            right[index] = (sine * first) + (cosine * second);
        }
    }

    private static double[] Oriented(double[] vector)
    {
        // Components that rounding alone tells apart must not decide the sign.
        double largest = vector.Max(Math.Abs);
        double leading = vector.First(component => Math.Abs(component) >= largest * (1 - 1e-9));
        return leading < 0 ? [.. vector.Select(component => -component)] : vector;
    }
}
