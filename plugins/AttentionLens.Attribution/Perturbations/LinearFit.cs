namespace AttentionLens.Attribution;

/// <summary>Weighted least squares, with a small penalty on the coefficients.</summary>
internal static class LinearFit
{
    /// <summary>Solves for coefficients and intercept.</summary>
    /// <param name="rows">Which parts are present in each sample.</param>
    /// <param name="values">The objective of each sample.</param>
    /// <param name="weights">The weight of each sample.</param>
    /// <param name="penalty">Added to each coefficient's square; the intercept has none.</param>
    /// <returns>The coefficients, then the intercept.</returns>
    public static double[] Solve(IReadOnlyList<bool[]> rows, ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double penalty)
    {
        int size = rows[0].Length + 1;
        double[][] system = [.. Enumerable.Range(0, size).Select(_ => new double[size + 1])];
        for (int sample = 0; sample < rows.Count; sample++)
        {
            for (int row = 0; row < size; row++)
            {
                if (!Has(rows[sample], row))
                {
                    continue;
                }

                for (int column = 0; column < size; column++)
                {
                    system[row][column] += Has(rows[sample], column) ? weights[sample] : 0;
                }

                system[row][size] += weights[sample] * values[sample];
            }
        }

        for (int row = 0; row < size - 1; row++)
        {
            system[row][row] += penalty;
        }

        return Eliminate(system, size);
    }

    private static bool Has(bool[] present, int column) => column == present.Length || present[column];

    // Gauss with the largest pivot; a column that nothing determines gets the coefficient 0.
    private static double[] Eliminate(double[][] system, int size)
    {
        int[] pivots = new int[size];
        Array.Fill(pivots, -1);
        int rank = 0;
        for (int column = 0; column < size; column++)
        {
            int best = rank;
            for (int row = rank; row < size; row++)
            {
                best = Math.Abs(system[row][column]) > Math.Abs(system[best][column]) ? row : best;
            }

            if (best >= size || Math.Abs(system[best][column]) < 1e-12)
            {
                continue;
            }

            (system[rank], system[best]) = (system[best], system[rank]);

            for (int row = 0; row < size; row++)
            {
                double factor = row == rank ? 0 : system[row][column] / system[rank][column];
                for (int entry = column; factor != 0 && entry <= size; entry++)
                {
                    system[row][entry] -= factor * system[rank][entry];
                }
            }

            pivots[column] = rank++;
        }

        double[] solution = new double[size];
        for (int column = 0; column < size; column++)
        {
            solution[column] = pivots[column] < 0 ? 0 : system[pivots[column]][size] / system[pivots[column]][column];
        }

        return solution;
    }
}
