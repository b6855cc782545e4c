using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>Element-wise kernels, embeddings, losses and the optimizer against double precision.</summary>
public static class ElementChecks
{
    private const double Tolerance = 1e-6;

    public static void Elementwise(CheckLog log, int cases)
    {
        uint seed = 41;
        for (int index = 0; index < cases; index++)
        {
            int rows = ProductChecks.Next(ref seed, 6), width = ProductChecks.Next(ref seed, index % 10 == 9 ? 9000 : 70), length = rows * width;
            using GuardedBuffer a = GuardedBuffer.Random(length, ref seed);
            using GuardedBuffer b = GuardedBuffer.Random(length, ref seed);
            using GuardedBuffer y = GuardedBuffer.Random(length, ref seed);
            double[] sum = new double[length], product = new double[length], multiplied = new double[length], scaled = new double[length], added = new double[length];
            double dot = 0, dotSize = 0;
            for (int place = 0; place < length; place++)
            {
                sum[place] = (double)a.Span[place] + b.Span[place];
                product[place] = (double)a.Span[place] * b.Span[place];
                multiplied[place] = y.Span[place] + product[place];
                scaled[place] = 1.75 * a.Span[place];
                added[place] = (double)a.Span[place] + b.Span[place % width];
                dot += product[place];
                dotSize += Math.Abs(product[place]);
            }

            ElementwiseKernel.MultiplyAdd(a.Span, b.Span, y.Span);
            log.Compare("multiply-add", y.Span, multiplied, Tolerance);
            ElementwiseKernel.Multiply(a.Span, b.Span, y.Span);
            log.Compare("multiply", y.Span, product, Tolerance);
            ElementwiseKernel.Add(a.Span, b.Span, y.Span);
            log.Compare("add", y.Span, sum, Tolerance);
            ElementwiseKernel.Scale(1.75f, a.Span, y.Span);
            log.Compare("scale", y.Span, scaled, Tolerance);
            ElementwiseKernel.AddRows(a.Span, rows, width, b.Span[..width], y.Span);
            log.Compare("add rows", y.Span, added, Tolerance);
            log.Require(Math.Abs(ElementwiseKernel.Dot(a.Span, b.Span) - dot) <= 1e-13 * dotSize, $"dot of {length} values differs");
            ElementwiseKernel.AddTo(a.Span, b.Span);
            log.Compare("add to", b.Span, sum, Tolerance);
            log.Intact("elementwise", a, b, y);
        }
    }

    public static void Embeddings(CheckLog log, int cases)
    {
        uint seed = 42;
        for (int index = 0; index < cases; index++)
        {
            int rows = ProductChecks.Next(ref seed, 9), width = ProductChecks.Next(ref seed, 150), count = ProductChecks.Next(ref seed, 30);
            using GuardedBuffer table = GuardedBuffer.Random(rows * width, ref seed);
            using GuardedBuffer y = GuardedBuffer.Random(count * width, ref seed);
            using GuardedBuffer dTable = GuardedBuffer.Random(rows * width, ref seed);
            int[] ids = new int[count];
            double[] gathered = ReferenceRows.Widen(y.Span), gradient = ReferenceRows.Widen(dTable.Span), size = new double[rows * width];
            for (int place = 0; place < count; place++)
            {
                ids[place] = ProductChecks.Next(ref seed, rows) - 1;
                for (int column = 0; column < width; column++)
                {
                    double kept = index % 2 == 0 ? 0 : gathered[(place * width) + column];
                    gathered[(place * width) + column] = kept + table.Span[(ids[place] * width) + column];
                    gradient[(ids[place] * width) + column] += gathered[(place * width) + column];
                }
            }

            Array.Fill(size, count);
            EmbeddingKernel.Gather(table.Span, width, ids, y.Span, index % 2 != 0);
            log.Compare("gather", y.Span, gathered, Tolerance);
            EmbeddingKernel.ScatterAdd(y.Span, ids, width, dTable.Span);
            log.Compare("scatter", dTable.Span, gradient, size, Tolerance);
            log.Intact("embeddings", table, y, dTable);
        }
    }

    public static void Losses(CheckLog log, int cases)
    {
        uint seed = 43;
        for (int index = 0; index < cases; index++)
        {
            int rows = ProductChecks.Next(ref seed, 6), classes = ProductChecks.Next(ref seed, index % 10 == 9 ? 4000 : 60);
            using GuardedBuffer logits = GuardedBuffer.Random(rows * classes, ref seed, 6);
            using GuardedBuffer losses = new(rows);
            using GuardedBuffer scale = GuardedBuffer.Random(rows, ref seed);
            using GuardedBuffer gradient = GuardedBuffer.Random(rows * classes, ref seed);
            int[] labels = new int[rows];
            double[] expected = new double[rows], slopes = ReferenceRows.Widen(gradient.Span);
            for (int row = 0; row < rows; row++)
            {
                labels[row] = row % 3 == 2 ? CrossEntropyKernel.IgnoredLabel : ProductChecks.Next(ref seed, classes) - 1;
                double[] values = ReferenceRows.Widen(logits.Span.Slice(row * classes, classes)), shares = new double[classes];
                ReferenceRows.Softmax(values, shares);
                bool counts = labels[row] != CrossEntropyKernel.IgnoredLabel;
                expected[row] = counts ? ReferenceRows.CrossEntropy(values, labels[row]) : 0;
                for (int column = 0; column < classes; column++)
                {
                    double slope = counts ? scale.Span[row] * (shares[column] - (column == labels[row] ? 1 : 0)) : 0;
                    slopes[(row * classes) + column] = slope + (index % 2 == 0 ? 0 : slopes[(row * classes) + column]);
                }
            }

            CrossEntropyKernel.Forward(logits.Span, rows, classes, labels, losses.Span);
            log.Compare("cross entropy", losses.Span, expected, [1], Tolerance);
            CrossEntropyKernel.Backward(logits.Span, rows, classes, labels, scale.Span, gradient.Span, index % 2 != 0);
            log.Compare("cross entropy gradient", gradient.Span, slopes, [1], Tolerance);
            log.Intact("losses", logits, losses, scale, gradient);
        }
    }

    public static void Optimizer(CheckLog log, int cases)
    {
        uint seed = 44;
        for (int index = 0; index < cases; index++)
        {
            int length = ProductChecks.Next(ref seed, index % 10 == 9 ? 20000 : 70);
            using GuardedBuffer weights = GuardedBuffer.Random(length, ref seed);
            using GuardedBuffer gradient = GuardedBuffer.Random(length, ref seed);
            using GuardedBuffer first = new(length);
            using GuardedBuffer second = new(length);
            first.Span.Clear();
            second.Span.Clear();
            double[] expected = ReferenceRows.Widen(weights.Span), mean = new double[length], square = new double[length];
            for (int step = 1; step <= 4; step++)
            {
                for (int place = 0; place < length; place++)
                {
                    double slope = gradient.Span[place];
                    mean[place] = (0.9f * mean[place]) + ((1 - 0.9f) * slope);
                    square[place] = (0.99f * square[place]) + ((1 - 0.99f) * slope * slope);
                    double direction = mean[place] / (1 - Math.Pow(0.9f, step)) / (Math.Sqrt(square[place] / (1 - Math.Pow(0.99f, step))) + 1e-6f);
                    expected[place] = expected[place] - (0.01f * ((0.05f * expected[place]) + direction));
                }

                AdamWKernel.Step(weights.Span, gradient.Span, first.Span, second.Span, 0.01f, 0.9f, 0.99f, 1e-6f, 0.05f, step);
                log.Compare($"optimizer step {step}", weights.Span, expected, [1], Tolerance);
            }

            log.Intact("optimizer", weights, gradient, first, second);
        }
    }
}
