using System.Numerics;

namespace AttentionLens.Numerics;

/// <summary>Softmax over one row, on the calling thread. Exponentials are summed in double precision.</summary>
internal static unsafe class SoftmaxRows
{
    public static float Largest(float* x, int length)
    {
        Vector<float> largest = new(float.NegativeInfinity);
        for (int index = 0; index < length; index += Vector<float>.Count)
        {
            int count = Math.Min(Vector<float>.Count, length - index);
            largest = Vector.MaxNative(largest, VectorTail.Load(x + index, count, float.NegativeInfinity));
        }

        float result = float.NegativeInfinity;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            result = largest[lane] > result ? largest[lane] : result;
        }

        return result;
    }

    /// <summary>Σ e^(x − largest), writing the terms to <paramref name="y"/> where it is not null.</summary>
    public static double Exponentials(float* x, float largest, int length, float* y)
    {
        DoubleSum sum = default;
        for (int index = 0; index < length; index += Vector<float>.Count)
        {
            int count = Math.Min(Vector<float>.Count, length - index);
            Vector<float> terms = VectorMath.Exp(VectorTail.Load(x + index, count, float.NegativeInfinity) - new Vector<float>(largest));
            if (y is not null)
            {
                VectorTail.Store(terms, y + index, count);
            }

            sum.Add(VectorTail.Keep(terms, count));
        }

        return sum.Total();
    }

    public static void Forward(float* x, int length, float* y)
    {
        double sum = Exponentials(x, Largest(x, length), length, y);
        ElementwiseRows.Scale((float)(1 / sum), y, length, y);
    }

    public static void Backward(float* y, float* dy, int length, float* dx, bool accumulate)
    {
        Vector<float> center = new((float)ElementwiseRows.Dot(y, dy, length));
        for (int index = 0; index < length; index += Vector<float>.Count)
        {
            int count = Math.Min(Vector<float>.Count, length - index);
            Vector<float> gradient = VectorTail.Load(y + index, count) * (VectorTail.Load(dy + index, count) - center);
            if (accumulate)
            {
                gradient += VectorTail.Load(dx + index, count);
            }

            VectorTail.Store(gradient, dx + index, count);
        }
    }
}
