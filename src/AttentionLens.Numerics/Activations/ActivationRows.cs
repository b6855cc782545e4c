using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttentionLens.Numerics;

/// <summary>Activations over ranges of values, on the calling thread.</summary>
internal static unsafe class ActivationRows
{
    /// <summary>Applies the function in place to rows whose length is a multiple of 32.</summary>
    public static void Apply(ActivationKind kind, float* tile, nint stride, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            Forward(kind, tile + (row * stride), columns, tile + (row * stride));
        }
    }

    public static void Forward(ActivationKind kind, float* x, int length, float* y)
    {
        switch (kind)
        {
            case ActivationKind.Gelu:
                Forward<GeluFunction>(x, length, y);
                break;
            case ActivationKind.GeluTanh:
                Forward<GeluTanhFunction>(x, length, y);
                break;
            case ActivationKind.Silu:
                Forward<SiluFunction>(x, length, y);
                break;
            case ActivationKind.Relu:
                Forward<ReluFunction>(x, length, y);
                break;
            case ActivationKind.Tanh:
                Forward<TanhFunction>(x, length, y);
                break;
            default:
                Forward<IdentityFunction>(x, length, y);
                break;
        }
    }

    public static void Backward(ActivationKind kind, float* x, float* dy, int length, float* dx, bool accumulate)
    {
        switch (kind)
        {
            case ActivationKind.Gelu:
                Backward<GeluFunction>(x, dy, length, dx, accumulate);
                break;
            case ActivationKind.GeluTanh:
                Backward<GeluTanhFunction>(x, dy, length, dx, accumulate);
                break;
            case ActivationKind.Silu:
                Backward<SiluFunction>(x, dy, length, dx, accumulate);
                break;
            case ActivationKind.Relu:
                Backward<ReluFunction>(x, dy, length, dx, accumulate);
                break;
            case ActivationKind.Tanh:
                Backward<TanhFunction>(x, dy, length, dx, accumulate);
                break;
            default:
                Backward<IdentityFunction>(x, dy, length, dx, accumulate);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TFunction>(float* x, int length, float* y)
        where TFunction : struct, IActivation
    {
        int index = 0;
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector.Store(TFunction.Value(Vector.Load(x + index)), y + index);
        }

        // The rest goes through a whole vector: a value's bits must not depend on where it lies.
        if (index < length)
        {
            float* rest = stackalloc float[Vector<float>.Count];
            VectorTail.Fill(x + index, length - index, 0, rest);
            Vector.Store(TFunction.Value(Vector.Load(rest)), rest);
            new ReadOnlySpan<float>(rest, length - index).CopyTo(new Span<float>(y + index, length - index));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<TFunction>(float* x, float* dy, int length, float* dx, bool accumulate)
        where TFunction : struct, IActivation
    {
        int index = 0;
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> gradient = Vector.Load(dy + index) * TFunction.Slope(Vector.Load(x + index));
            Vector.Store(accumulate ? Vector.Load(dx + index) + gradient : gradient, dx + index);
        }

        if (index < length)
        {
            float* rest = stackalloc float[Vector<float>.Count];
            VectorTail.Fill(x + index, length - index, 0, rest);
            Vector.Store(TFunction.Slope(Vector.Load(rest)), rest);
            for (int place = 0; index < length; index++, place++)
            {
                float gradient = dy[index] * rest[place];
                dx[index] = accumulate ? dx[index] + gradient : gradient;
            }
        }
    }
}
