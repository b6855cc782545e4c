using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttentionLens.Numerics;

/// <summary>x Φ(x).</summary>
internal readonly struct GeluFunction : IActivation
{
    private const float InverseRootTwoPi = 0.3989422804f;

    // x Φ(x) = max(x, 0) − |x| Φ(−|x|) on both sides of zero, without cancellation in the tail.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Value(Vector<float> x)
    {
        Vector<float> tail = VectorMath.NormalTail(x, out Vector<float> exponential) * exponential;
        return ReluFunction.Value(x) - (Vector.Abs(x) * tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Slope(Vector<float> x)
    {
        Vector<float> tail = VectorMath.NormalTail(x, out Vector<float> exponential) * exponential;
        Vector<float> below = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), tail, Vector<float>.One - tail);
        return Vector.MultiplyAddEstimate(x * InverseRootTwoPi, exponential, below);
    }
}

/// <summary>x · sigmoid(2u) with u = √(2/π) (x + 0.044715 x³), which equals x/2 · (1 + tanh u).</summary>
internal readonly struct GeluTanhFunction : IActivation
{
    private const float TwiceRoot = 1.595769122f;
    private const float Cubic = 0.044715f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Value(Vector<float> x) => x * VectorMath.Sigmoid(Twice(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Slope(Vector<float> x)
    {
        Vector<float> gate = VectorMath.Sigmoid(Twice(x));
        Vector<float> inner = Vector.MultiplyAddEstimate(x * x, new Vector<float>(3 * Cubic), Vector<float>.One) * TwiceRoot;
        return gate + (x * gate * (Vector<float>.One - gate) * inner);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Twice(Vector<float> x) =>
        x * Vector.MultiplyAddEstimate(x * x, new Vector<float>(Cubic), Vector<float>.One) * TwiceRoot;
}

/// <summary>x / (1 + e^−x).</summary>
internal readonly struct SiluFunction : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Value(Vector<float> x) => x * VectorMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Slope(Vector<float> x)
    {
        Vector<float> gate = VectorMath.Sigmoid(x);
        return gate * (Vector<float>.One + (x * (Vector<float>.One - gate)));
    }
}

/// <summary>max(x, 0); NaN stays NaN.</summary>
internal readonly struct ReluFunction : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Value(Vector<float> x) =>
        Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), Vector<float>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Slope(Vector<float> x) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.One, Vector<float>.Zero);
}

/// <summary>tanh x.</summary>
internal readonly struct TanhFunction : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Value(Vector<float> x) => VectorMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Slope(Vector<float> x)
    {
        Vector<float> value = VectorMath.Tanh(x);
        return Vector<float>.One - (value * value);
    }
}

/// <summary>x itself.</summary>
internal readonly struct IdentityFunction : IActivation
{
    public static Vector<float> Value(Vector<float> x) => x;

    public static Vector<float> Slope(Vector<float> x) => Vector<float>.One;
}
