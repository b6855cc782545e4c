using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AttentionLens.Heads;

/// <summary>The entropy of the mean of two patterns. It is taken for every pair of heads, so the logarithm is computed here, eight at once and by the same steps on every machine.</summary>
internal static class MeanEntropy
{
    // A weight of zero adds nothing; its logarithm only has to be finite.
    private const float SmallestWeight = 1.17549435e-38f;
    private const int RootOfHalf = 0x3F3504F3;
    private const int MantissaBits = 23;
    private const float LogarithmOfTwo = 0.693147181f;

    /// <summary>The entropy in nats, summed over all rows. Of a pattern with itself it is the pattern's own to the last bit.</summary>
    /// <param name="left">Weights from 0 to 1.</param>
    /// <param name="right">As many.</param>
    public static double Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        int width = Vector256<float>.Count;
        int whole = left.Length - (left.Length % width);
        Vector256<double> lanes = Vector256<double>.Zero;
        ref float a = ref MemoryMarshal.GetReference(left);
        ref float b = ref MemoryMarshal.GetReference(right[..left.Length]);
        for (int index = 0; index < whole; index += width)
        {
            lanes = Add(lanes, Vector256.LoadUnsafe(ref a, (nuint)index), Vector256.LoadUnsafe(ref b, (nuint)index));
        }

        if (whole < left.Length)
        {
            Span<float> rest = stackalloc float[2 * width];
            rest.Clear();
            left[whole..].CopyTo(rest);
            right[whole..left.Length].CopyTo(rest[width..]);
            lanes = Add(lanes, Vector256.Create<float>(rest[..width]), Vector256.Create<float>(rest[width..]));
        }

        return -(lanes[0] + lanes[1] + lanes[2] + lanes[3]);
    }

    private static Vector256<double> Add(Vector256<double> lanes, Vector256<float> left, Vector256<float> right)
    {
        Vector256<float> mean = (left + right) * 0.5f;
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(mean * Logarithm(Vector256.Max(mean, Vector256.Create(SmallestWeight))));
        return lanes + (lower + upper);
    }

    /// <summary>With x = 2ᵉ m and m near 1: e ln 2 + 2 artanh((m − 1) / (m + 1)), its series to the ninth power, which is off by less than 10⁻⁹.</summary>
    private static Vector256<float> Logarithm(Vector256<float> values)
    {
        Vector256<int> bits = values.AsInt32();
        Vector256<int> exponents = (bits - Vector256.Create(RootOfHalf)) >> MantissaBits;
        Vector256<float> mantissas = (bits - (exponents << MantissaBits)).AsSingle();
        Vector256<float> ratio = (mantissas - Vector256<float>.One) / (mantissas + Vector256<float>.One);
        Vector256<float> square = ratio * ratio;
        Vector256<float> series = (square * (1f / 9)) + Vector256.Create(1f / 7);
        series = (series * square) + Vector256.Create(1f / 5);
        series = (series * square) + Vector256.Create(1f / 3);
        series = (series * square) + Vector256<float>.One;
        return (Vector256.ConvertToSingle(exponents) * LogarithmOfTwo) + (ratio * 2f * series);
    }
}
