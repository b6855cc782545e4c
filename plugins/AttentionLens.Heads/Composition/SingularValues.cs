namespace AttentionLens.Heads;

/// <summary>The singular values of the product of two thin matrices, from the products of their rows: those of Aᵀ B are the roots of the eigenvalues of S G_B S, where S is the root of G_A.
/// Values below about a hundred-millionth of the largest are lost to rounding.</summary>
internal static class SingularValues
{
    /// <summary>The singular values, largest first; none below the rounding of the largest.</summary>
    public static double[] Of(HeadFactor left, HeadFactor right)
    {
        const double Rounding = 1e-7;
        int size = left.Size;
        double[] root = Root(left.Gram, size);
        double[] between = Product(Product(root, right.Gram, size), root, size);
        double[] values = [.. SymmetricEigen.Largest(between, size, size).Select(pair => Math.Sqrt(Math.Max(0, pair.Value)))];
        return [.. values.Where(value => double.IsFinite(value) && value > values[0] * Rounding)];
    }

    /// <summary>How many directions carry a matrix: the exponential of the entropy of its squared singular values' shares, from 1.</summary>
    /// <remarks>Source: Roy and Vetterli 2007, of the squares, which are shares of the matrix's norm.</remarks>
    public static double EffectiveRank(double[] values)
    {
        double whole = values.Sum(value => value * value);
        return whole > 0 ? Math.Exp(-values.Select(value => value * value / whole).Sum(share => share > 0 ? share * Math.Log(share) : 0)) : 0;
    }

    private static double[] Root(double[] gram, int size)
    {
        double[] root = new double[size * size];
        foreach ((double value, double[] vector) in SymmetricEigen.Largest([.. gram], size, size))
        {
            double scale = Math.Sqrt(Math.Max(0, value));
            for (int row = 0; row < size; row++)
            {
                for (int column = 0; column < size; column++)
                {
                    root[(row * size) + column] += scale * vector[row] * vector[column];
                }
            }
        }

        return root;
    }

    private static double[] Product(double[] left, double[] right, int size)
    {
        double[] product = new double[size * size];
        for (int row = 0; row < size; row++)
        {
            for (int inner = 0; inner < size; inner++)
            {
                double factor = left[(row * size) + inner];
                for (int column = 0; column < size; column++)
                {
                    product[(row * size) + column] += factor * right[(inner * size) + column];
                }
            }
        }

        return product;
    }
}
