using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>Products against sums in double precision, on many shapes with edges.</summary>
public static class ProductChecks
{
    private const double Tolerance = 1.5e-6;

    public static void Linear(CheckLog log, int cases)
    {
        uint seed = 11;
        for (int index = 0; index < cases; index++)
        {
            (int rows, int inputs, int outputs) = Shape(index, ref seed);
            OneLinear(log, rows, inputs, outputs, (ActivationKind)(index % 6), index % 5 != 0, index % 3, (WeightOrder)(index & 1), ref seed);
        }
    }

    public static void LinearGradients(CheckLog log, int cases)
    {
        uint seed = 12;
        for (int index = 0; index < cases; index++)
        {
            (int rows, int inputs, int outputs) = Shape(index, ref seed);
            OneLinearGradient(log, rows, inputs, outputs, index % 2 == 0, (WeightOrder)((index / 2) & 1), ref seed);
        }
    }

    public static void Matrix(CheckLog log, int cases)
    {
        uint seed = 13;
        for (int index = 0; index < cases; index++)
        {
            (int m, int k, int n) = Shape(index, ref seed);
            bool transposeA = (index & 1) != 0, transposeB = (index & 2) != 0, accumulate = (index & 4) != 0;
            using GuardedBuffer a = GuardedBuffer.Random(m * k, ref seed);
            using GuardedBuffer b = GuardedBuffer.Random(k * n, ref seed);
            using GuardedBuffer c = GuardedBuffer.Random(m * n, ref seed);
            BatchStrides left = transposeA ? new(0, 0, 1, m) : new(0, 0, k, 1);
            BatchStrides right = transposeB ? new(0, 0, 1, k) : new(0, 0, n, 1);
            double[] expected = Expect(1, 1, m, n, k, 0.75f, a, left, b, right, c, new(0, 0, n, 1), accumulate, out double[] scale);
            MatrixKernel.Multiply(m, n, k, 0.75f, a.Span, transposeA, b.Span, transposeB, c.Span, accumulate);
            log.Compare($"matrix {m}x{n}x{k} {transposeA} {transposeB}", c.Span, expected, scale, Tolerance);
            log.Intact("matrix", a, b, c);
        }
    }

    public static void Batched(CheckLog log, int cases)
    {
        uint seed = 14;
        for (int index = 0; index < cases; index++)
        {
            int outer = Next(ref seed, 3), group = Next(ref seed, 3), inner = group * Next(ref seed, 3);
            int m = Next(ref seed, 70), n = Next(ref seed, 70), k = Next(ref seed, 70) - 1;
            BatchStrides a = Strides(index % 3, inner, m, k, (index & 1) != 0 ? group : 1);
            BatchStrides b = Strides(index / 3 % 3, inner, k, n, (index & 2) != 0 ? group : 1);
            BatchStrides c = Strides(index / 9 % 3, inner, m, n, (index & 4) != 0 ? group : 1);
            bool accumulate = (index & 8) != 0;
            using GuardedBuffer left = GuardedBuffer.Random(Reach(outer, inner, m, k, a), ref seed);
            using GuardedBuffer right = GuardedBuffer.Random(Reach(outer, inner, k, n, b), ref seed);
            using GuardedBuffer result = GuardedBuffer.Random(Reach(outer, inner, m, n, c), ref seed);
            double[] expected = Expect(outer, inner, m, n, k, 1.5f, left, a, right, b, result, c, accumulate, out double[] scale);
            BatchedProductKernel.Multiply(outer, inner, m, n, k, 1.5f, left.Span, a, right.Span, b, result.Span, c, accumulate);
            log.Compare($"batched {outer} {inner}/{group} {m}x{n}x{k} case {index}", result.Span, expected, scale, Tolerance);
            log.Intact("batched", left, right, result);
        }
    }

    /// <summary>Mostly small and odd, sometimes long in one direction, now and then large.</summary>
    internal static (int Rows, int Inputs, int Outputs) Shape(int index, ref uint seed)
    {
        int rows = Next(ref seed, 70), inputs = Next(ref seed, 70), outputs = Next(ref seed, 70);
        return (index % 64, index % 16) switch
        {
            (31, _) => (9, 4500, 70),
            (47, _) => (130, 150, 330),
            (_, 3) => (rows * 5, inputs, outputs),
            (_, 7) => (rows, inputs * 19, outputs),
            (_, 11) => (rows, inputs, outputs * 11),
            (_, 15) => (Next(ref seed, 6), inputs * 4, outputs * 7),
            _ => (rows, inputs, outputs),
        };
    }

    internal static int Next(ref uint seed, int largest)
    {
        seed = (seed * 1664525) + 1013904223;
        return (int)((seed >> 12) % (uint)largest) + 1;
    }

    private static void OneLinear(
        CheckLog log, int rows, int inputs, int outputs, ActivationKind activation, bool hasBias, int residualKind, WeightOrder order, ref uint seed)
    {
        using GuardedBuffer x = GuardedBuffer.Random(rows * inputs, ref seed);
        using GuardedBuffer weights = GuardedBuffer.Random(inputs * outputs, ref seed);
        using GuardedBuffer bias = GuardedBuffer.Random(hasBias ? outputs : 0, ref seed);
        using GuardedBuffer residual = GuardedBuffer.Random(residualKind == 1 ? rows * outputs : 0, ref seed);
        using GuardedBuffer y = GuardedBuffer.Random(rows * outputs, ref seed);
        double[] expected = new double[rows * outputs], scale = new double[rows * outputs];
        for (int row = 0; row < rows; row++)
        {
            for (int output = 0; output < outputs; output++)
            {
                double sum = hasBias ? bias.Span[output] : 0, size = Math.Abs(sum);
                for (int input = 0; input < inputs; input++)
                {
                    double product = (double)x.Span[(row * inputs) + input] * weights.Span[Place(order, inputs, outputs, input, output)];
                    sum += product;
                    size += Math.Abs(product);
                }

                int place = (row * outputs) + output;
                double added = residualKind switch { 1 => residual.Span[place], 2 => y.Span[place], _ => 0 };
                expected[place] = ReferenceMath.Activate(activation, sum) + added;
                scale[place] = size + Math.Abs(added);
            }
        }

        using PackedMatrix packed = PackedMatrix.Pack(weights.Span, inputs, outputs, order);
        LinearKernel.Forward(x.Span, rows, packed, bias.Span, activation, residualKind == 2 ? y.Span : residual.Span, y.Span);
        log.Compare($"linear {rows}x{inputs}x{outputs} {activation} {order} {residualKind}", y.Span, expected, scale, Tolerance);
        float[] unpacked = new float[inputs * outputs];
        packed.Unpack(unpacked, order);
        log.Require(weights.Span.SequenceEqual(unpacked), $"linear {inputs}x{outputs} {order}: unpacked weights differ");
        log.Intact("linear", x, weights, bias, residual, y);
    }

    private static void OneLinearGradient(CheckLog log, int rows, int inputs, int outputs, bool accumulate, WeightOrder order, ref uint seed)
    {
        using GuardedBuffer x = GuardedBuffer.Random(rows * inputs, ref seed);
        using GuardedBuffer weights = GuardedBuffer.Random(inputs * outputs, ref seed);
        using GuardedBuffer dy = GuardedBuffer.Random(rows * outputs, ref seed);
        using GuardedBuffer dx = GuardedBuffer.Random(rows * inputs, ref seed);
        using GuardedBuffer dw = GuardedBuffer.Random(inputs * outputs, ref seed);
        using GuardedBuffer db = GuardedBuffer.Random(outputs, ref seed);
        using PackedMatrix packed = PackedMatrix.Pack(weights.Span, inputs, outputs, order);
        BatchStrides dyStrides = new(0, 0, outputs, 1), dyColumns = new(0, 0, 1, outputs), xStrides = new(0, 0, inputs, 1), xColumns = new(0, 0, 1, inputs);
        bool major = order == WeightOrder.OutputMajor;
        BatchStrides w = major ? new(0, 0, inputs, 1) : new(0, 0, 1, outputs);
        double[] expected = Expect(1, 1, rows, inputs, outputs, 1, dy, dyStrides, weights, w, dx, xStrides, accumulate, out double[] scale);
        LinearKernel.InputGradient(dy.Span, rows, packed, dx.Span, accumulate);
        log.Compare($"input gradient {rows}x{inputs}x{outputs}", dx.Span, expected, scale, Tolerance);

        expected = major
            ? Expect(1, 1, outputs, inputs, rows, 1, dy, dyColumns, x, xStrides, dw, new(0, 0, inputs, 1), accumulate, out scale)
            : Expect(1, 1, inputs, outputs, rows, 1, x, xColumns, dy, dyStrides, dw, new(0, 0, outputs, 1), accumulate, out scale);
        LinearKernel.WeightGradient(x.Span, dy.Span, rows, inputs, outputs, order, dw.Span, accumulate);
        log.Compare($"weight gradient {rows}x{inputs}x{outputs} {order}", dw.Span, expected, scale, Tolerance);

        using GuardedBuffer ones = new(rows);
        ones.Span.Fill(1);
        expected = Expect(1, 1, 1, outputs, rows, 1, ones, new(0, 0, 0, 1), dy, dyStrides, db, new(0, 0, outputs, 1), accumulate, out scale);
        LinearKernel.BiasGradient(dy.Span, rows, outputs, db.Span, accumulate);
        log.Compare($"bias gradient {rows}x{outputs}", db.Span, expected, scale, Tolerance);
        log.Intact("linear gradients", x, weights, dy, dx, dw, db);
    }

    private static int Place(WeightOrder order, int inputs, int outputs, int input, int output) =>
        order == WeightOrder.OutputMajor ? (output * inputs) + input : (input * outputs) + output;

    // Rows next to each other, columns next to each other, or gaps in both; inner matrices side by side as heads are.
    private static BatchStrides Strides(int kind, int inner, int rows, int columns, int divisor)
    {
        int matrices = (inner + divisor - 1) / divisor;
        return kind switch
        {
            0 => new((long)matrices * rows * columns, columns, (long)matrices * columns, 1, divisor),
            1 => new((long)matrices * rows * columns, (long)rows * columns, 1, rows, divisor),
            _ => new((long)matrices * rows * columns * 2, (long)rows * columns * 2, (long)columns * 2, 2, divisor),
        };
    }

    private static int Reach(int outer, int inner, int rows, int columns, in BatchStrides strides) =>
        rows == 0 || columns == 0 ? 0 : Element(strides, outer - 1, inner - 1, rows - 1, columns - 1) + 1;

    private static int Element(in BatchStrides strides, int outer, int inner, int row, int column) =>
        (int)((outer * strides.Outer) + (inner / strides.InnerDivisor * strides.Inner) + (row * strides.Row) + (column * strides.Column));

    private static double[] Expect(
        int outer,
        int inner,
        int m,
        int n,
        int k,
        float alpha,
        GuardedBuffer a,
        BatchStrides aStrides,
        GuardedBuffer b,
        BatchStrides bStrides,
        GuardedBuffer c,
        BatchStrides cStrides,
        bool accumulate,
        out double[] scale)
    {
        double[] result = new double[c.Length];
        scale = new double[c.Length];
        bool[] touched = new bool[c.Length];
        for (int index = 0; index < result.Length; index++)
        {
            result[index] = c.Span[index];
            scale[index] = Math.Abs(result[index]);
        }

        for (int batch = 0; batch < outer * inner; batch++)
        {
            (int o, int i) = (batch / inner, batch % inner);
            for (int row = 0; row < m; row++)
            {
                for (int column = 0; column < n; column++)
                {
                    int place = Element(cStrides, o, i, row, column);
                    if (!accumulate && !touched[place])
                    {
                        result[place] = 0;
                        scale[place] = 0;
                    }

                    touched[place] = true;
                    for (int step = 0; step < k; step++)
                    {
                        double product = (double)alpha * a.Span[Element(aStrides, o, i, row, step)] * b.Span[Element(bStrides, o, i, step, column)];
                        result[place] += product;
                        scale[place] += Math.Abs(product);
                    }
                }
            }
        }

        return result;
    }
}
