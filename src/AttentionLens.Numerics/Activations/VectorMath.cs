using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttentionLens.Numerics;

/// <summary>Elementary functions on whole vectors. The coefficients are minimax fits made for this file; errors were measured against
/// double precision over the ranges given. NaN stays NaN. Polynomials are summed as trees: the chain of dependent operations
/// limits the rate.</summary>
internal static class VectorMath
{
    // Below it the result would be denormal and becomes zero; above it the power of two no longer fits.
    private const float SmallestExponent = -87.33654f;
    private const float LargestExponent = 88.37626f;

    // Adding it leaves the rounded sum in the low bits of the significand.
    private const float RoundingShift = 12582912f;
    private const int SignificandBits = 23;
    private const int ExponentOne = 127 << SignificandBits;

    /// <summary>e^x, relative error below 1.2e-7; 0 below −87.33, ∞ above 88.37.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        Vector<float> shifted = Vector.MultiplyAddEstimate(x, new Vector<float>(1.442695041f), new Vector<float>(RoundingShift));
        Vector<float> whole = shifted - new Vector<float>(RoundingShift);

        // ln 2 in two parts, the first short enough for exact products.
        Vector<float> r = Vector.MultiplyAddEstimate(whole, new Vector<float>(-0.693359375f), x);
        r = Vector.MultiplyAddEstimate(whole, new Vector<float>(2.12194440e-4f), r);
        Vector<float> square = r * r;
        Vector<float> low = Vector.MultiplyAddEstimate(r, new Vector<float>(0.1666657338f), new Vector<float>(0.5f));
        Vector<float> high = Vector.MultiplyAddEstimate(r, new Vector<float>(0.008363773874f), new Vector<float>(0.04166655011f));
        high = Vector.MultiplyAddEstimate(square, new Vector<float>(0.001392692661f), high);
        Vector<float> p = Vector.MultiplyAddEstimate(high, square, low);
        p = Vector.MultiplyAddEstimate(p, square, r) + Vector<float>.One;
        Vector<int> power = Vector.ShiftLeft(Vector.AsVectorInt32(shifted), SignificandBits) + new Vector<int>(ExponentOne);
        Vector<float> result = p * Vector.AsVectorSingle(power);
        result = Vector.ConditionalSelect(Vector.LessThan(x, new Vector<float>(SmallestExponent)), Vector<float>.Zero, result);
        return Vector.ConditionalSelect(
            Vector.GreaterThan(x, new Vector<float>(LargestExponent)), new Vector<float>(float.PositiveInfinity), result);
    }

    /// <summary>1 / (1 + e^−x), relative error below 3e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) => Vector<float>.One / (Vector<float>.One + Exp(-x));

    /// <summary>tanh x, relative error below 3e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x)
    {
        Vector<float> size = Vector.Abs(x);
        Vector<float> decay = Exp(size * -2f);
        Vector<float> far = (Vector<float>.One - decay) / (Vector<float>.One + decay);

        // Near zero the quotient would cancel.
        Vector<float> square = x * x;
        Vector<float> p = Vector.MultiplyAddEstimate(square, new Vector<float>(-0.00607516659f), new Vector<float>(0.02098229759f));
        p = Vector.MultiplyAddEstimate(p, square, new Vector<float>(-0.0538477577f));
        p = Vector.MultiplyAddEstimate(p, square, new Vector<float>(0.1333274891f));
        p = Vector.MultiplyAddEstimate(p, square, new Vector<float>(-0.3333332874f));
        Vector<float> near = Vector.MultiplyAddEstimate(p * square, x, x);
        return Vector.ConditionalSelect(Vector.LessThan(size, new Vector<float>(0.625f)), near, Vector.CopySign(far, x));
    }

    /// <summary>The normal distribution below −|x| divided by its density's exponential: Φ(−|x|) = exponential · result, where
    /// <paramref name="exponential"/> receives e^(−x²/2). Relative error of the product below 4e-7 for |x| up to 5; the share that
    /// is lost beyond is below 1e-12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> NormalTail(Vector<float> x, out Vector<float> exponential)
    {
        Vector<float> size = Vector.Abs(x);
        exponential = Exp(x * x * -0.5f);
        Vector<float> t = Vector<float>.One / Vector.MultiplyAddEstimate(size, new Vector<float>(0.35f), Vector<float>.One);
        Vector<float> t2 = t * t;
        Vector<float> t4 = t2 * t2;
        Vector<float> p12 = Vector.MultiplyAddEstimate(t, new Vector<float>(0.1398575583f), new Vector<float>(0.1396216605f));
        Vector<float> p34 = Vector.MultiplyAddEstimate(t, new Vector<float>(0.1053920055f), new Vector<float>(0.11986312f));
        Vector<float> p56 = Vector.MultiplyAddEstimate(t, new Vector<float>(0.1587959683f), new Vector<float>(-0.02284305278f));
        Vector<float> p78 = Vector.MultiplyAddEstimate(t, new Vector<float>(0.1438181256f), new Vector<float>(-0.255390449f));
        Vector<float> low = Vector.MultiplyAddEstimate(t2, p34, p12);
        Vector<float> high = Vector.MultiplyAddEstimate(t2, p78, p56);
        high = Vector.MultiplyAddEstimate(t4, new Vector<float>(-0.02911495238f), high);
        Vector<float> p = Vector.MultiplyAddEstimate(t4, high, low);
        return p * t;
    }
}
