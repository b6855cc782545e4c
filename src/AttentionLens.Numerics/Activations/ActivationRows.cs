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

    // A rest shorter than a vector goes through a padded vector: the same instructions give the same bits wherever a value lies.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TFunction>(float* x, int length, float* y)
        where TFunction : struct, IActivation
    {
        int index = 0;
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector.Store(TFunction.Value(Vector.Load(x + index)), y + index);
        }

        if (index < length)
        {
            VectorTail.Store(TFunction.Value(VectorTail.Load(x + index, length - index)), y + index, length - index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<TFunction>(float* x, float* dy, int length, float* dx, bool accumulate)
        where TFunction : struct, IActivation
    {
        for (int index = 0; index < length; index += Vector<float>.Count)
        {
            int count = Math.Min(Vector<float>.Count, length - index);
            Vector<float> gradient = VectorTail.Load(dy + index, count) * TFunction.Slope(VectorTail.Load(x + index, count));
            if (accumulate)
            {
                gradient += VectorTail.Load(dx + index, count);
            }

            VectorTail.Store(gradient, dx + index, count);
        }
    }
}
