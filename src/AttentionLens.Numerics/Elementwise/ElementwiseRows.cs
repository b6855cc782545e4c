using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttentionLens.Numerics;

/// <summary>Sums and products over ranges of values, on the calling thread.</summary>
internal static unsafe class ElementwiseRows
{
    /// <summary>y = a + b for rows of matrices with gaps.</summary>
    public static void Add(float* a, nint aStride, float* b, nint bStride, int rows, int columns, float* y, nint yStride)
    {
        for (int row = 0; row < rows; row++)
        {
            Add(a + (row * aStride), b + (row * bStride), columns, y + (row * yStride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* a, float* b, long length, float* y)
    {
        long index = 0;
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector.Store(Vector.Load(a + index) + Vector.Load(b + index), y + index);
        }

        for (; index < length; index++)
        {
            y[index] = a[index] + b[index];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* a, float* b, long length, float* y)
    {
        long index = 0;
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector.Store(Vector.Load(a + index) * Vector.Load(b + index), y + index);
        }

        for (; index < length; index++)
        {
            y[index] = a[index] * b[index];
        }
    }

    // Product and sum are rounded apart, in vectors and behind them, so that a value's bits do not depend on its place.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyAdd(float* a, float* b, long length, float* y)
    {
        long index = 0;
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector.Store(Vector.Load(y + index) + (Vector.Load(a + index) * Vector.Load(b + index)), y + index);
        }

        for (; index < length; index++)
        {
            y[index] += a[index] * b[index];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(float factor, float* x, long length, float* y)
    {
        long index = 0;
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector.Store(Vector.Load(x + index) * factor, y + index);
        }

        for (; index < length; index++)
        {
            y[index] = x[index] * factor;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(float* a, float* b, int length)
    {
        DoubleSum even = default, odd = default;
        int index = 0;
        for (; index <= length - (2 * Vector<float>.Count); index += 2 * Vector<float>.Count)
        {
            even.AddProduct(Vector.Load(a + index), Vector.Load(b + index));
            odd.AddProduct(Vector.Load(a + index + Vector<float>.Count), Vector.Load(b + index + Vector<float>.Count));
        }

        double total = even.Total() + odd.Total();
        for (; index < length; index++)
        {
            total += (double)a[index] * b[index];
        }

        return total;
    }
}
