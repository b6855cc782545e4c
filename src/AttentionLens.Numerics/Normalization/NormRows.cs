using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttentionLens.Numerics;

/// <summary>The normalisations of one row, on the calling thread. Sums are taken in double precision.</summary>
/// <remarks>What does not fill a vector is computed value by value with the same roundings; a call inside a vector loop would
/// spill it.</remarks>
internal static unsafe class NormRows
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(float* x, int width)
    {
        DoubleSum sum = default;
        int index = 0;
        for (; index <= width - Vector<float>.Count; index += Vector<float>.Count)
        {
            sum.Add(Vector.Load(x + index));
        }

        double total = sum.Total();
        for (; index < width; index++)
        {
            total += x[index];
        }

        return total;
    }

    /// <summary>Σ (x − center)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Squares(float* x, int width, double center)
    {
        float high = (float)center;
        float low = (float)(center - high);
        DoubleSum sum = default;
        int index = 0;
        for (; index <= width - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> centered = Vector.Load(x + index) - new Vector<float>(high) - new Vector<float>(low);
            sum.AddProduct(centered, centered);
        }

        double total = sum.Total();
        for (; index < width; index++)
        {
            double centered = x[index] - high - low;
            total += centered * centered;
        }

        return total;
    }

    /// <summary>y = (x − center) · inverse · scale + shift; without shift where it is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize(float* x, int width, double center, float inverse, float* scale, float* shift, float* y)
    {
        // The mean in two floats: rows far from zero keep their digits.
        float high = (float)center;
        float low = (float)(center - high);
        int index = 0;
        for (; index <= width - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> centered = Vector.Load(x + index) - new Vector<float>(high) - new Vector<float>(low);
            Vector<float> result = centered * inverse * Vector.Load(scale + index);
            Vector.Store(shift is null ? result : result + Vector.Load(shift + index), y + index);
        }

        for (; index < width; index++)
        {
            float result = (x[index] - high - low) * inverse * scale[index];
            y[index] = shift is null ? result : result + shift[index];
        }
    }

    /// <summary>dx = inverse · (g − [centered] mean g − n · mean(g n)) with g = dy · scale and n = (x − mean) · inverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        float* x, float* dy, int width, float* scale, float mean, float inverse, bool centered, float* dx, bool accumulate)
    {
        (double gradients, double products) = GradientSums(x, dy, width, scale, mean, inverse);
        float meanGradient = centered ? (float)(gradients / width) : 0;
        float meanProduct = (float)(products / width);
        int index = 0;
        for (; index <= width - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> gradient = Vector.Load(dy + index) * Vector.Load(scale + index);
            Vector<float> normalized = (Vector.Load(x + index) - new Vector<float>(mean)) * inverse;
            Vector<float> result = (gradient - new Vector<float>(meanGradient) - (normalized * meanProduct)) * inverse;
            Vector.Store(accumulate ? Vector.Load(dx + index) + result : result, dx + index);
        }

        for (; index < width; index++)
        {
            float normalized = (x[index] - mean) * inverse;
            float result = ((dy[index] * scale[index]) - meanGradient - (normalized * meanProduct)) * inverse;
            dx[index] = accumulate ? dx[index] + result : result;
        }
    }

    /// <summary>dx = inverse · (g − [centered] mean g) with g = dy · scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardFrozen(float* dy, int width, float* scale, float inverse, bool centered, float* dx, bool accumulate)
    {
        float meanGradient = centered ? (float)(Products(dy, scale, width) / width) : 0;
        int index = 0;
        for (; index <= width - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> gradient = Vector.Load(dy + index) * Vector.Load(scale + index);
            Vector<float> result = (gradient - new Vector<float>(meanGradient)) * inverse;
            Vector.Store(accumulate ? Vector.Load(dx + index) + result : result, dx + index);
        }

        for (; index < width; index++)
        {
            float result = ((dy[index] * scale[index]) - meanGradient) * inverse;
            dx[index] = accumulate ? dx[index] + result : result;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Products(float* a, float* b, int width)
    {
        DoubleSum sum = default;
        int index = 0;
        for (; index <= width - Vector<float>.Count; index += Vector<float>.Count)
        {
            sum.Add(Vector.Load(a + index) * Vector.Load(b + index));
        }

        double total = sum.Total();
        for (; index < width; index++)
        {
            total += a[index] * b[index];
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Gradients, double Products) GradientSums(float* x, float* dy, int width, float* scale, float mean, float inverse)
    {
        DoubleSum gradients = default, products = default;
        int index = 0;
        for (; index <= width - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> gradient = Vector.Load(dy + index) * Vector.Load(scale + index);
            gradients.Add(gradient);
            products.AddProduct(gradient, (Vector.Load(x + index) - new Vector<float>(mean)) * inverse);
        }

        double gradientSum = gradients.Total(), productSum = products.Total();
        for (; index < width; index++)
        {
            float gradient = dy[index] * scale[index];
            gradientSum += gradient;
            productSum += (double)gradient * ((x[index] - mean) * inverse);
        }

        return (gradientSum, productSum);
    }
}
