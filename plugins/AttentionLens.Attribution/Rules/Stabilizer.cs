namespace AttentionLens.Attribution;

/// <summary>Keeps a divisor away from 0, on the side on which it lies; 0 counts as above.</summary>
internal static class Stabilizer
{
    public static float Of(float divisor, float epsilon) => divisor + (divisor < 0 ? -epsilon : epsilon);

    /// <summary>relevance ⊘ divisor.</summary>
    public static void Divide(ReadOnlySpan<float> relevance, ReadOnlySpan<float> divisor, float epsilon, Span<float> quotient)
    {
        for (int index = 0; index < quotient.Length; index++)
        {
            quotient[index] = relevance[index] / Of(divisor[index], epsilon);
        }
    }
}
