using System.Numerics;

namespace AttentionLens.Numerics;

/// <summary>What is left behind the last whole vector of a range, copied into a vector of its own: nothing behind the range is
/// touched.</summary>
internal static unsafe class VectorTail
{
    /// <summary>The values, then <paramref name="rest"/> up to a whole vector.</summary>
    public static void Fill(float* source, int count, float rest, float* vector)
    {
        for (int index = 0; index < Vector<float>.Count; index++)
        {
            vector[index] = index < count ? source[index] : rest;
        }
    }
}
