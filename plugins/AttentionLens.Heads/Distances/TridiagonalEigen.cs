namespace AttentionLens.Heads;

/// <summary>The largest eigenvalues of a large symmetric matrix with their eigenvectors: reflections make it tridiagonal, counting signs brackets the eigenvalues, and inverse
/// iteration gives the vectors. The order of all sums is fixed.</summary>
/// <remarks>Source: Golub and Van Loan 2013, sections 8.3.1 and 8.4; Wilkinson 1965, chapter 5 for the vectors.</remarks>
internal static class TridiagonalEigen
{
    private const int Halvings = 120;
    private const int Iterations = 4;

    /// <summary>The eigenpairs with the largest eigenvalues, largest first; signs are as they come.</summary>
    /// <param name="matrix">The matrix [row, column]; it is destroyed.</param>
    /// <param name="size">Its number of rows, at least 2.</param>
    /// <param name="count">How many are asked for, up to <paramref name="size"/>.</param>
    public static (double Value, double[] Vector)[] Largest(double[] matrix, int size, int count)
    {
        double[] diagonal = new double[size];
        double[] beside = new double[size];
        double[] factors = Reduce(matrix, size, diagonal, beside);
        double norm = Enumerable.Range(0, size).Max(row => Math.Abs(diagonal[row]) + Math.Abs(beside[row]) + (row > 0 ? Math.Abs(beside[row - 1]) : 0));
        List<(double Value, double[] Vector)> pairs = [];
        for (int rank = 0; rank < count; rank++)
        {
            double value = Value(diagonal, beside, rank, norm);
            pairs.Add((value, Vector(diagonal, beside, value, norm, [.. pairs.Select(pair => pair.Vector)])));
        }

        foreach ((_, double[] vector) in pairs)
        {
            TurnBack(matrix, size, factors, vector);
        }

        return [.. pairs];
    }

    /// <summary>Reflects the columns below the diagonal, one after the other; each reflection's vector stays in its row of the matrix.</summary>
    private static double[] Reduce(double[] matrix, int size, double[] diagonal, double[] beside)
    {
        double[] factors = new double[size];
        double[] product = new double[size];
        for (int step = 0; step < size; step++)
        {
            diagonal[step] = matrix[(step * size) + step];
            if (step == size - 1)
            {
                break;
            }

            // The matrix stays symmetric, so that a row is its column.
            int first = step + 1;
            Span<double> vector = matrix.AsSpan((step * size) + first, size - first);
            double length = Math.Sqrt(FixedOrder.Dot(vector, vector));
            beside[step] = vector[0] > 0 ? -length : length;
            if (length == 0)
            {
                continue;
            }

            vector[0] -= beside[step];
            double factor = factors[step] = 2 / FixedOrder.Dot(vector, vector);
            Span<double> image = product.AsSpan(0, vector.Length);
            for (int row = 0; row < vector.Length; row++)
            {
                image[row] = factor * FixedOrder.Dot(matrix.AsSpan(((first + row) * size) + first, vector.Length), vector);
            }

            double along = factor * FixedOrder.Dot(image, vector) / 2;
            for (int row = 0; row < vector.Length; row++)
            {
                image[row] -= along * vector[row];
            }

            for (int row = 0; row < vector.Length; row++)
            {
                Span<double> line = matrix.AsSpan(((first + row) * size) + first, vector.Length);
                (double own, double turned) = (vector[row], image[row]);
                for (int column = 0; column < line.Length; column++)
                {
                    line[column] -= (own * image[column]) + (turned * vector[column]);
                }
            }
        }

        return factors;
    }

    /// <summary>The eigenvalue with so many above it, halved in until nothing lies between.</summary>
    private static double Value(double[] diagonal, double[] beside, int rank, double norm)
    {
        (double low, double high) = (-norm, norm);
        for (int halving = 0; halving < Halvings && low < high; halving++)
        {
            double middle = low + ((high - low) / 2);
            if (middle == low || middle == high)
            {
                break;
            }

            (low, high) = Above(diagonal, beside, middle, norm) > rank ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>How many eigenvalues lie above a number: as many as the matrix less the number has positive pivots.</summary>
    private static int Above(double[] diagonal, double[] beside, double number, double norm)
    {
        int above = 0;
        double pivot = 1;
        for (int row = 0; row < diagonal.Length; row++)
        {
            double off = row > 0 ? beside[row - 1] : 0;
            pivot = diagonal[row] - number - (off * off / pivot);
            pivot = Math.Abs(pivot) < Tiny(norm) ? -Tiny(norm) : pivot;
            above += pivot > 0 ? 1 : 0;
        }

        return above;
    }

    private static double[] Vector(double[] diagonal, double[] beside, double value, double norm, double[][] earlier)
    {
        int size = diagonal.Length;
        double[] vector = new double[size];
        for (int row = 0; row < size; row++)
        {
            // Some vector that no symmetry of a matrix makes orthogonal to what is looked for.
            vector[row] = 1 + (0.001 * ((row * 37 % 101) - 50));
        }

        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            Solve(diagonal, beside, value, norm, vector);
            Normalize(vector);
            foreach (double[] other in earlier)
            {
                double along = FixedOrder.Dot(vector, other);
                for (int row = 0; row < size; row++)
                {
                    vector[row] -= along * other[row];
                }
            }

            Normalize(vector);
        }

        return vector;
    }

    /// <summary>Solves the matrix less the value by elimination with exchange of neighbouring rows.</summary>
    private static void Solve(double[] diagonal, double[] beside, double value, double norm, double[] vector)
    {
        int size = diagonal.Length;
        double[] pivots = new double[size];
        double[] next = new double[size];
        double[] afterNext = new double[size];
        double pivot = diagonal[0] - value;
        double right = size > 1 ? beside[0] : 0;
        for (int row = 0; row < size - 1; row++)
        {
            double below = beside[row];
            (double belowDiagonal, double belowRight) = (diagonal[row + 1] - value, row + 2 < size ? beside[row + 1] : 0);
            if (Math.Abs(below) > Math.Abs(pivot))
            {
                double share = pivot / below;
                (pivots[row], next[row], afterNext[row]) = (below, belowDiagonal, belowRight);
                (vector[row], vector[row + 1]) = (vector[row + 1], vector[row] - (share * vector[row + 1]));
                (pivot, right) = (right - (share * belowDiagonal), -share * belowRight);
            }
            else
            {
                pivots[row] = Math.Abs(pivot) < Tiny(norm) ? Tiny(norm) : pivot;
                (next[row], afterNext[row]) = (right, 0);
                double share = below / pivots[row];
                vector[row + 1] -= share * vector[row];
                (pivot, right) = (belowDiagonal - (share * right), belowRight);
            }
        }

        pivots[size - 1] = Math.Abs(pivot) < Tiny(norm) ? Tiny(norm) : pivot;
        for (int row = size - 1; row >= 0; row--)
        {
            double rest = vector[row];
            rest -= row + 1 < size ? next[row] * vector[row + 1] : 0;
            rest -= row + 2 < size ? afterNext[row] * vector[row + 2] : 0;
            vector[row] = rest / pivots[row];
        }
    }

    private static void TurnBack(double[] matrix, int size, double[] factors, double[] vector)
    {
        for (int step = size - 2; step >= 0; step--)
        {
            int first = step + 1;
            ReadOnlySpan<double> reflection = matrix.AsSpan((step * size) + first, size - first);
            double along = factors[step] * FixedOrder.Dot(reflection, vector.AsSpan(first));
            for (int row = 0; row < reflection.Length; row++)
            {
                vector[first + row] -= along * reflection[row];
            }
        }
    }

    private static void Normalize(double[] vector)
    {
        // Large solutions are made small first, so that their squares stay finite.
        double largest = vector.Max(Math.Abs);
        double scale = largest > 0 && double.IsFinite(largest) ? largest : 1;
        double length = Math.Sqrt(vector.Sum(component => component / scale * (component / scale)));
        for (int row = 0; row < vector.Length && length > 0; row++)
        {
            vector[row] = vector[row] / scale / length;
        }
    }

    private static double Tiny(double norm) => Math.Max(norm * 1e-17, 1e-280);
}
