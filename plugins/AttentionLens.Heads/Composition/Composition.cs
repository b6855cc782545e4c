namespace AttentionLens.Heads;

/// <summary>How much of what an earlier head writes a later one reads: the Frobenius norm of the product of their matrices over the product of the norms, from 0 to 1.</summary>
/// <remarks>Source: Elhage et al. 2021. The matrices are products of thin ones, so that every norm comes from products of their few rows:
/// ‖Vᵀ M B‖² = Σ (G_V M) ∘ (M G_B) with M = O Aᵀ and G the products of rows.</remarks>
internal static class Composition
{
    /// <summary>The queries of the later head read the earlier one.</summary>
    public static double ByQuery(HeadFactors earlier, HeadFactors later) => Of(earlier, later.Query, later.Key);

    /// <summary>The keys of the later head read the earlier one.</summary>
    public static double ByKey(HeadFactors earlier, HeadFactors later) => Of(earlier, later.Key, later.Query);

    /// <summary>The values of the later head read the earlier one.</summary>
    public static double ByValue(HeadFactors earlier, HeadFactors later) => Of(earlier, later.Value, later.Output);

    private static double Of(HeadFactors earlier, HeadFactor read, HeadFactor rest)
    {
        double[] met = earlier.Output.Times(read);
        (int rows, int columns) = (earlier.Output.Size, read.Size);
        double squared = 0;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double left = 0;
                for (int inner = 0; inner < rows; inner++)
                {
                    left += earlier.Value.Gram[(row * rows) + inner] * met[(inner * columns) + column];
                }

                double right = 0;
                for (int inner = 0; inner < columns; inner++)
                {
                    right += met[(row * columns) + inner] * rest.Gram[(inner * columns) + column];
                }

                squared += left * right;
            }
        }

        double norms = Overlap(earlier.Value.Gram, earlier.Output.Gram) * Overlap(read.Gram, rest.Gram);
        double share = norms > 0 ? squared / norms : 0;
        return double.IsFinite(share) ? Math.Sqrt(Math.Clamp(share, 0, 1)) : 0;
    }

    private static double Overlap(double[] left, double[] right)
    {
        double sum = 0;
        for (int index = 0; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }
}
