using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>The matrix products of encoder and decoder layers.</summary>
public static unsafe class ProductSpeed
{
    private static readonly (int Rows, int Inputs, int Outputs)[] Shapes =
    [
        (128, 768, 768), (128, 768, 3072), (128, 3072, 768), (512, 768, 3072), (512, 3072, 768), (1024, 768, 768), (1024, 768, 3072),
        (197, 768, 3072), (128, 768, 50257), (16, 768, 768), (16, 128, 512), (64, 256, 1024), (1, 768, 768), (1, 768, 3072), (4, 768, 768),
    ];

    public static void Print(TextWriter output)
    {
        List<SpeedRow> rows = [];
        foreach ((int m, int k, int n) in Shapes)
        {
            Tensor x = Filled(m, k), weights = Filled(n, k), y = Filled(m, n);
            PackedMatrix packed = PackedMatrix.Pack(weights.Span, k, n, WeightOrder.OutputMajor);
            rows.Add(new($"linear {m}x{k}x{n}", 2.0 * m * k * n, () => LinearKernel.Forward(x.Span, m, packed, [], ActivationKind.None, [], y.Span))
            {
                Theirs = OpenBlas.Name is null ? null : () => CallOpenBlas(x, weights, y),
            });
        }

        rows.Add(Gelu(128, 768, 3072));
        rows.Add(InputGradient(128, 768, 768));
        rows.Add(InputGradient(128, 768, 3072));
        rows.Add(InputGradient(128, 3072, 768));
        rows.Add(InputGradient(512, 768, 3072));
        rows.Add(InputGradient(1, 768, 3072));
        rows.Add(WeightGradient(128, 768, 3072));
        rows.Add(WeightGradient(1024, 768, 768));
        rows.Add(Square(256));
        rows.Add(Square(1024));
        rows.Add(Heads("qk", 12, 128, 64));
        rows.Add(Heads("qk", 12, 512, 64));
        rows.Add(Heads("av", 12, 128, 64));
        rows.Add(Heads("av", 12, 512, 64));
        output.WriteLine(OpenBlas.Name is { } name ? $"Beside {name}" : "OpenBLAS is not installed: no side-by-side column");
        SpeedTable.Print(output, rows, OpenBlas.Name is null ? null : "OpenBLAS best", "GFLOP/s");
    }

    internal static Tensor Filled(params ReadOnlySpan<int> shape)
    {
        Tensor tensor = Tensor.Rent(shape);
        uint seed = 5;
        foreach (ref float value in tensor.Span)
        {
            seed = (seed * 1664525) + 1013904223;
            value = ((seed >> 8) / 8388608f) - 1;
        }

        return tensor;
    }

    private static SpeedRow Gelu(int m, int k, int n)
    {
        Tensor x = Filled(m, k), weights = Filled(n, k), bias = Filled(n), y = Filled(m, n);
        PackedMatrix packed = PackedMatrix.Pack(weights.Span, k, n, WeightOrder.OutputMajor);
        return new(
            $"linear+bias+gelu {m}x{k}x{n}",
            2.0 * m * k * n,
            () => LinearKernel.Forward(x.Span, m, packed, bias.Span, ActivationKind.Gelu, [], y.Span));
    }

    private static SpeedRow InputGradient(int m, int k, int n)
    {
        Tensor dy = Filled(m, n), weights = Filled(n, k), dx = Filled(m, k);
        PackedMatrix packed = PackedMatrix.Pack(weights.Span, k, n, WeightOrder.OutputMajor);
        return new($"input gradient {m}x{k}x{n}", 2.0 * m * k * n, () => LinearKernel.InputGradient(dy.Span, m, packed, dx.Span, false));
    }

    private static SpeedRow WeightGradient(int m, int k, int n)
    {
        Tensor x = Filled(m, k), dy = Filled(m, n), dw = Filled(n, k);
        return new(
            $"weight gradient {m}x{k}x{n}",
            2.0 * m * k * n,
            () => LinearKernel.WeightGradient(x.Span, dy.Span, m, k, n, WeightOrder.OutputMajor, dw.Span, false));
    }

    private static SpeedRow Square(int size)
    {
        Tensor a = Filled(size, size), b = Filled(size, size), c = Filled(size, size);
        return new(
            $"matrix {size}x{size}x{size}",
            2.0 * size * size * size,
            () => MatrixKernel.Multiply(size, size, size, 1, a.Span, false, b.Span, false, c.Span, false));
    }

    private static SpeedRow Heads(string kind, int heads, int length, int width)
    {
        Tensor q = Filled(length, heads, width), k = Filled(length, heads, width), scores = Filled(heads, length, length);
        BatchStrides rows = new(0, width, heads * width, 1), columns = new(0, width, 1, heads * width), square = new(0, length * length, length, 1);
        double operations = 2.0 * heads * length * length * width;
        Action scoring = () => BatchedProductKernel.Multiply(
            1, heads, length, length, width, 0.125f, q.Span, rows, k.Span, columns, scores.Span, square, false);
        Action mixing = () => BatchedProductKernel.Multiply(
            1, heads, length, width, length, 1, scores.Span, square, k.Span, rows, q.Span, rows, false);
        return new($"{kind} {heads}x{length}x{width}", operations, kind == "qk" ? scoring : mixing);
    }

    private static void CallOpenBlas(Tensor x, Tensor weights, Tensor y)
    {
        OpenBlas.Resize(ThreadTeam.Size);
        fixed (float* xStart = x.Span, weightStart = weights.Span, yStart = y.Span)
        {
            OpenBlas.Multiply(x.Shape[0], weights.Shape[0], x.Shape[1], xStart, weightStart, yStart);
        }
    }
}
