namespace AttentionLens.Engine;

/// <summary>Tests that paired differences lie around 0: where they do, each could as well have the other sign.</summary>
/// <remarks>Source: Fisher 1935, section 21. Drawn signs stop once enough sums are as large: Besag and Clifford 1991; else one is added above and below: Phipson and Smyth 2010.</remarks>
internal static class SignFlipTest
{
    private const ulong Purpose = 0x666C6970;
    private const int MostExact = 16;
    private const int MostDrawn = 2_000;
    private const int FewestDraws = 9_999;
    private const int EnoughAsLarge = 100;

    // A sum of the same numbers in another order of signs may differ in its last bits.
    private const double Rounding = 1e-12;

    /// <summary>The test's name and its two-sided p-value.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="family">How many tests are corrected together: draws are as many as leave a corrected p-value of 0.01 within reach.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <param name="place">The test's place in its family.</param>
    public static (string Name, double PValue) Of(ReadOnlySpan<double> differences, int family, ulong seed, int place)
    {
        double[] sizes = [.. differences.ToArray().Where(difference => difference != 0)];
        double observed = Math.Abs(sizes.Sum());
        double bound = observed - (Rounding * sizes.Sum(Math.Abs));
        return sizes.Length <= MostExact ? ("sign-flip-exact", Exact(sizes, bound))
            : sizes.Length <= MostDrawn ? ("sign-flip-drawn", Drawn(sizes, bound, Math.Max(FewestDraws, (100 * family) - 1), SeededRandom.Stream(seed, Purpose, (ulong)place)))
            : ("sign-flip-normal", NormalTail.TwoSided(observed / Math.Sqrt(sizes.Sum(size => size * size))));
    }

    private static double Exact(double[] sizes, double bound)
    {
        int all = 1 << sizes.Length;
        int asLarge = 0;
        for (int signs = 0; signs < all; signs++)
        {
            double sum = 0;
            for (int index = 0; index < sizes.Length; index++)
            {
                sum += (signs >> index & 1) == 0 ? sizes[index] : -sizes[index];
            }

            asLarge += Math.Abs(sum) >= bound ? 1 : 0;
        }

        return (double)asLarge / all;
    }

    private static double Drawn(double[] sizes, double bound, int draws, SeededRandom random)
    {
        int asLarge = 0;
        for (int draw = 1; draw <= draws; draw++)
        {
            double sum = 0;
            ulong signs = 0;
            for (int index = 0; index < sizes.Length; index++)
            {
                signs = (index & 63) == 0 ? random.NextBits() : signs >> 1;
                sum += (signs & 1) == 0 ? sizes[index] : -sizes[index];
            }

            asLarge += Math.Abs(sum) >= bound ? 1 : 0;
            if (asLarge == EnoughAsLarge)
            {
                return (double)asLarge / draw;
            }
        }

        return (asLarge + 1.0) / (draws + 1.0);
    }
}
