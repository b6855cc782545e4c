using System.Numerics;

namespace AttentionLens.Numerics;

/// <summary>The normalisations of one row, on the calling thread. Sums are taken in double precision.</summary>
internal static unsafe class NormRows
{
    public static double Sum(float* x, int width)
    {
        DoubleSum sum = default;
        for (int index = 0; index < width; index += Vector<float>.Count)
        {
            sum.Add(VectorTail.Load(x + index, Math.Min(Vector<float>.Count, width - index)));
        }

        return sum.Total();
    }

    /// <summary>Σ (x − center)².</summary>
    public static double Squares(float* x, int width, double center)
    {
        float high = (float)center;
        float low = (float)(center - high);
        DoubleSum sum = default;
        for (int index = 0; index < width; index += Vector<float>.Count)
        {
            int count = Math.Min(Vector<float>.Count, width - index);
            Vector<float> centered = VectorTail.Load(x + index, count, high) - new Vector<float>(high) - new Vector<float>(low);
            centered = VectorTail.Keep(centered, count);
            sum.AddProduct(centered, centered);
        }

        return sum.Total();
    }

    /// <summary>y = (x − center) · inverse · scale + shift; without shift where it is null.</summary>
    public static void Normalize(float* x, int width, double center, float inverse, float* scale, float* shift, float* y)
    {
        // The mean in two floats: rows far from zero keep their digits.
        float high = (float)center;
        Vector<float> low = new((float)(center - high));
        for (int index = 0; index < width; index += Vector<float>.Count)
        {
            int count = Math.Min(Vector<float>.Count, width - index);
            Vector<float> centered = VectorTail.Load(x + index, count) - new Vector<float>(high) - low;
            Vector<float> result = centered * inverse * VectorTail.Load(scale + index, count);
            if (shift is not null)
            {
                result += VectorTail.Load(shift + index, count);
            }

            VectorTail.Store(result, y + index, count);
        }
    }

    /// <summary>dx = inverse · (g − [centered] mean g − n · mean(g n)) with g = dy · scale and n = (x − mean) · inverse.</summary>
    public static void Backward(
        float* x, float* dy, int width, float* scale, float mean, float inverse, bool centered, float* dx, bool accumulate)
    {
        DoubleSum gradients = default, products = default;
        for (int index = 0; index < width; index += Vector<float>.Count)
        {
            int count = Math.Min(Vector<float>.Count, width - index);
            Vector<float> gradient = VectorTail.Load(dy + index, count) * VectorTail.Load(scale + index, count);
            gradients.Add(gradient);
            products.AddProduct(gradient, (VectorTail.Load(x + index, count) - new Vector<float>(mean)) * inverse);
        }

        Vector<float> meanGradient = new(centered ? (float)(gradients.Total() / width) : 0);
        Vector<float> meanProduct = new((float)(products.Total() / width));
        for (int index = 0; index < width; index += Vector<float>.Count)
        {
            int count = Math.Min(Vector<float>.Count, width - index);
            Vector<float> gradient = VectorTail.Load(dy + index, count) * VectorTail.Load(scale + index, count);
            Vector<float> normalized = (VectorTail.Load(x + index, count) - new Vector<float>(mean)) * inverse;
            Vector<float> result = (gradient - meanGradient - (normalized * meanProduct)) * inverse;
            if (accumulate)
            {
                result += VectorTail.Load(dx + index, count);
            }

            VectorTail.Store(result, dx + index, count);
        }
    }
}
