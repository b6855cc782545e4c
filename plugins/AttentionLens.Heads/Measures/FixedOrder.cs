using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AttentionLens.Heads;

/// <summary>Sums in an order that does not depend on the machine: four lanes of double, added lane 0 to 3, then the rest in turn.
/// Library reductions follow the width of the machine's vectors, and so would the last bits of a report.</summary>
internal static class FixedOrder
{
    public static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        int width = Vector128<float>.Count;
        int whole = left.Length - (left.Length % width);
        Vector256<double> lanes = Vector256<double>.Zero;
        ref float a = ref MemoryMarshal.GetReference(left);
        ref float b = ref MemoryMarshal.GetReference(right[..left.Length]);
        for (int index = 0; index < whole; index += width)
        {
            lanes += Widen(ref a, index) * Widen(ref b, index);
        }

        double sum = lanes[0] + lanes[1] + lanes[2] + lanes[3];
        for (int index = whole; index < left.Length; index++)
        {
            sum += (double)left[index] * right[index];
        }

        return sum;
    }

    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        int width = Vector256<double>.Count;
        int whole = left.Length - (left.Length % width);
        Vector256<double> lanes = Vector256<double>.Zero;
        ref double a = ref MemoryMarshal.GetReference(left);
        ref double b = ref MemoryMarshal.GetReference(right[..left.Length]);
        for (int index = 0; index < whole; index += width)
        {
            lanes += Vector256.LoadUnsafe(ref a, (nuint)index) * Vector256.LoadUnsafe(ref b, (nuint)index);
        }

        double sum = lanes[0] + lanes[1] + lanes[2] + lanes[3];
        for (int index = whole; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }

    private static Vector256<double> Widen(ref float start, int index)
    {
        (Vector128<double> lower, Vector128<double> upper) = Vector128.Widen(Vector128.LoadUnsafe(ref start, (nuint)index));
        return Vector256.Create(lower, upper);
    }
}
