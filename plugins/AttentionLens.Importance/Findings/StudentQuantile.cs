namespace AttentionLens.Importance;

/// <summary>How many standard errors an interval of 95 % reaches to either side.</summary>
internal static class StudentQuantile
{
    private const double Normal = 1.959963984540054;

    /// <summary>The quantile 0.975 of Student's distribution, to within 0.001 from 6 degrees of freedom on.</summary>
    /// <remarks>Source: Abramowitz and Stegun 1964, 26.7.5.</remarks>
    public static double Of(long freedom)
    {
        double x = Normal;
        double square = x * x;
        double first = x * (square + 1) / 4;
        double second = x * ((((5 * square) + 16) * square) + 3) / 96;
        double third = x * ((((((3 * square) + 19) * square) + 17) * square) - 15) / 384;
        double fourth = x * ((((((((79 * square) + 776) * square) + 1482) * square) - 1920) * square) - 945) / 92160;
        double share = 1.0 / freedom;
        return x + (share * (first + (share * (second + (share * (third + (share * fourth)))))));
    }
}
