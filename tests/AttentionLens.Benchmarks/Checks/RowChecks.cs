using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>Row-wise and element-wise kernels against double precision; derivatives against central differences of the reference.</summary>
public static class RowChecks
{
    private const double Tolerance = 2e-6;
    private const double GradientTolerance = 4e-6;

    public static void Softmax(CheckLog log, int cases)
    {
        uint seed = 31;
        for (int index = 0; index < cases; index++)
        {
            int rows = ProductChecks.Next(ref seed, 6), columns = ProductChecks.Next(ref seed, index % 8 == 7 ? 3000 : 70);
            using GuardedBuffer x = GuardedBuffer.Random(rows * columns, ref seed, 8);
            using GuardedBuffer y = new(rows * columns);
            using GuardedBuffer dy = GuardedBuffer.Random(rows * columns, ref seed);
            using GuardedBuffer dx = GuardedBuffer.Random(rows * columns, ref seed);
            x.Span[0] = index % 5 == 0 ? float.MinValue : x.Span[0];
            double[] expected = new double[x.Length], gradient = ReferenceRows.Widen(dx.Span);
            for (int row = 0; row < rows; row++)
            {
                int first = row * columns;
                ReferenceRows.Softmax(ReferenceRows.Widen(x.Span.Slice(first, columns)), expected.AsSpan(first, columns));
                double center = 0;
                for (int place = first; place < first + columns; place++)
                {
                    center += expected[place] * dy.Span[place];
                }

                for (int place = first; place < first + columns; place++)
                {
                    gradient[place] = (index % 2 == 0 ? 0 : gradient[place]) + (expected[place] * (dy.Span[place] - center));
                }
            }

            SoftmaxKernel.Forward(x.Span, rows, columns, y.Span);
            log.Compare($"softmax {rows}x{columns}", y.Span, expected, Tolerance);
            SoftmaxKernel.Backward(y.Span, dy.Span, rows, columns, dx.Span, index % 2 != 0);
            log.Compare($"softmax gradient {rows}x{columns}", dx.Span, gradient, [1], GradientTolerance);
            SoftmaxKernel.Forward(x.Span, rows, columns, x.Span);
            log.Require(x.Span.SequenceEqual(y.Span), $"softmax {rows}x{columns}: in place differs");
            log.Intact("softmax", x, y, dy, dx);
        }
    }

    public static void Norms(CheckLog log, int cases)
    {
        uint seed = 32;
        for (int index = 0; index < cases; index++)
        {
            int rows = ProductChecks.Next(ref seed, 5), width = ProductChecks.Next(ref seed, 70) + 1;
            OneNorm(log, rows, width, centered: index % 2 == 0, hasShift: index % 4 == 0, accumulate: index % 3 == 0, ref seed);
        }
    }

    public static void Activations(CheckLog log, int cases)
    {
        uint seed = 33;
        for (int index = 0; index < cases; index++)
        {
            ActivationKind kind = (ActivationKind)(index % 6);
            int length = ProductChecks.Next(ref seed, index % 10 == 9 ? 20000 : 100);
            using GuardedBuffer x = GuardedBuffer.Random(length, ref seed, index % 2 == 0 ? 4 : 12);
            using GuardedBuffer y = new(length);
            using GuardedBuffer dy = GuardedBuffer.Random(length, ref seed);
            using GuardedBuffer dx = GuardedBuffer.Random(length, ref seed);
            double[] expected = new double[length], gradient = new double[length], size = new double[length], slopeSize = new double[length];
            for (int place = 0; place < length; place++)
            {
                double value = x.Span[place];
                double slope = (ReferenceMath.Activate(kind, value + 1e-5) - ReferenceMath.Activate(kind, value - 1e-5)) / 2e-5;
                expected[place] = ReferenceMath.Activate(kind, value);
                gradient[place] = (dy.Span[place] * slope) + (index % 3 == 0 ? dx.Span[place] : 0);
                size[place] = Math.Min(Math.Abs(value), Math.Abs(expected[place]) + 0.1);
                slopeSize[place] = 1.2;
            }

            ActivationKernel.Forward(kind, x.Span, y.Span);
            log.Compare($"{kind}", y.Span, expected, size, 1e-6);
            ActivationKernel.Backward(kind, x.Span, dy.Span, dx.Span, index % 3 == 0);
            log.Compare($"{kind} gradient", dx.Span, gradient, slopeSize, 1.5e-6);
            log.Intact("activations", x, y, dy, dx);
        }
    }

    private static void OneNorm(CheckLog log, int rows, int width, bool centered, bool hasShift, bool accumulate, ref uint seed)
    {
        const float Epsilon = 1e-5f;
        using GuardedBuffer x = GuardedBuffer.Random(rows * width, ref seed, 3);
        using GuardedBuffer scale = GuardedBuffer.Random(width, ref seed);
        using GuardedBuffer shift = GuardedBuffer.Random(hasShift && centered ? width : 0, ref seed);
        using GuardedBuffer y = new(rows * width);
        using GuardedBuffer mean = new(rows);
        using GuardedBuffer inverse = new(rows);
        using GuardedBuffer dy = GuardedBuffer.Random(rows * width, ref seed);
        using GuardedBuffer dx = GuardedBuffer.Random(rows * width, ref seed);
        using GuardedBuffer dScale = GuardedBuffer.Random(width, ref seed);
        using GuardedBuffer dShift = GuardedBuffer.Random(width, ref seed);
        foreach (ref float value in x.Span)
        {
            value += 5;
        }

        double[] expected = new double[x.Length], gradient = ReferenceRows.Widen(dx.Span);
        double[] scaleGradient = ReferenceRows.Widen(dScale.Span), shiftGradient = ReferenceRows.Widen(dShift.Span);
        double[] wideScale = ReferenceRows.Widen(scale.Span), wideShift = ReferenceRows.Widen(shift.Span);
        double keep = accumulate ? 1 : 0;
        for (int column = 0; column < width; column++)
        {
            scaleGradient[column] *= keep;
            shiftGradient[column] *= keep;
        }

        for (int row = 0; row < rows; row++)
        {
            int first = row * width;
            double[] values = ReferenceRows.Widen(x.Span.Slice(first, width));
            double[] result = ReferenceRows.Normalize(values, wideScale, wideShift, Epsilon, centered, out double center, out double factor);
            double[] difference = ReferenceRows.Gradient(
                values, dy.Span.Slice(first, width), v => ReferenceRows.Normalize(v, wideScale, wideShift, Epsilon, centered, out _, out _));
            for (int column = 0; column < width; column++)
            {
                expected[first + column] = result[column];
                gradient[first + column] = (keep * gradient[first + column]) + difference[column];
                scaleGradient[column] += dy.Span[first + column] * (values[column] - center) * factor;
                shiftGradient[column] += dy.Span[first + column];
            }
        }

        string what = $"{(centered ? "layer norm" : "rms norm")} {rows}x{width}";
        if (centered)
        {
            LayerNormKernel.Forward(x.Span, rows, width, scale.Span, shift.Span, Epsilon, y.Span, mean.Span, inverse.Span);
            LayerNormKernel.Backward(x.Span, dy.Span, rows, width, scale.Span, mean.Span, inverse.Span, dx.Span, accumulate);
            LayerNormKernel.ParameterGradients(x.Span, dy.Span, rows, width, mean.Span, inverse.Span, dScale.Span, dShift.Span, accumulate);
            log.Compare(what + " shift gradient", dShift.Span, shiftGradient, GradientTolerance);
        }
        else
        {
            RmsNormKernel.Forward(x.Span, rows, width, scale.Span, Epsilon, y.Span, inverse.Span);
            RmsNormKernel.Backward(x.Span, dy.Span, rows, width, scale.Span, inverse.Span, dx.Span, accumulate);
            RmsNormKernel.ParameterGradient(x.Span, dy.Span, rows, width, inverse.Span, dScale.Span, accumulate);
        }

        log.Compare(what, y.Span, expected, Tolerance);
        log.Compare(what + " gradient", dx.Span, gradient, 1e-5);
        log.Compare(what + " scale gradient", dScale.Span, scaleGradient, GradientTolerance);
        log.Intact(what, x, scale, shift, y, mean, inverse, dy, dx, dScale, dShift);
    }
}
