namespace AttentionLens.Numerics;

/// <summary>The entry checks that the normalisations share.</summary>
internal static class NormCheck
{
    public static void Rows(int rows, int width, int first, int second, string firstName, string secondName)
    {
        Demand.NotNegative(rows, nameof(rows));
        Demand.NotNegative(width, nameof(width));
        Demand.Length(first, (long)rows * width, firstName);
        Demand.Length(second, (long)rows * width, secondName);
    }
}
