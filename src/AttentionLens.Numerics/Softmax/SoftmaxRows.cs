using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttentionLens.Numerics;

/// <summary>Softmax over one row, on the calling thread. Exponentials are summed in double precision.</summary>
internal static unsafe class SoftmaxRows
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Largest(float* x, int length)
    {
        Vector<float> lanes = new(float.NegativeInfinity);
        int index = 0;
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
        {
            lanes = Vector.MaxNative(lanes, Vector.Load(x + index));
        }

        float largest = float.NegativeInfinity;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            largest = lanes[lane] > largest ? lanes[lane] : largest;
        }

        for (; index < length; index++)
        {
            largest = x[index] > largest ? x[index] : largest;
        }

        return largest;
    }

    /// <summary>Writes y = e^(x − largest) and returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Exponentials(float* x, float largest, int length, float* y)
    {
        DoubleSum sum = default;
        int index = 0;
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> terms = VectorMath.Exp(Vector.Load(x + index) - new Vector<float>(largest));
            Vector.Store(terms, y + index);
            sum.Add(terms);
        }

        double total = sum.Total();
        if (index < length)
        {
            float* rest = stackalloc float[Vector<float>.Count];
            VectorTail.Fill(x + index, length - index, largest, rest);
            Vector.Store(VectorMath.Exp(Vector.Load(rest) - new Vector<float>(largest)), rest);
            for (int place = 0; index < length; index++, place++)
            {
                y[index] = rest[place];
                total += rest[place];
            }
        }

        return total;
    }

    public static void Forward(float* x, int length, float* y)
    {
        double sum = Exponentials(x, Largest(x, length), length, y);
        ElementwiseRows.Scale((float)(1 / sum), y, length, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(float* y, float* dy, int length, float* dx, bool accumulate)
    {
        float center = (float)ElementwiseRows.Dot(y, dy, length);
        int index = 0;
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> gradient = Vector.Load(y + index) * (Vector.Load(dy + index) - new Vector<float>(center));
            Vector.Store(accumulate ? Vector.Load(dx + index) + gradient : gradient, dx + index);
        }

        for (; index < length; index++)
        {
            float gradient = y[index] * (dy[index] - center);
            dx[index] = accumulate ? dx[index] + gradient : gradient;
        }
    }
}
