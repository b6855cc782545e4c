using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>Fused attention beside the same composed of products, mask and softmax.</summary>
public static class AttentionSpeed
{
    private static readonly (int Batch, int Length)[] Shapes = [(1, 16), (1, 128), (1, 197), (1, 512), (8, 128)];

    public static void Print(TextWriter output)
    {
        List<SpeedRow> rows = [];
        foreach ((int batch, int length) in Shapes)
        {
            rows.Add(Row(batch, length, causal: false, keep: false));
            rows.Add(Row(batch, length, causal: false, keep: true));
        }

        rows.Add(Row(1, 512, causal: true, keep: false));
        output.WriteLine("GFLOP/s count every score, those behind a causal mask too.");
        SpeedTable.Print(output, rows, "composed best", "GFLOP/s");
    }

    private static SpeedRow Row(int batch, int length, bool causal, bool keep)
    {
        const int Heads = 12, Width = 64;
        const float Scale = 0.125f;
        AttentionShape shape = new(batch, Heads, Heads, length, length, Width);
        Tensor q = ProductSpeed.Filled(batch, length, Heads, Width), k = ProductSpeed.Filled(batch, length, Heads, Width);
        Tensor v = ProductSpeed.Filled(batch, length, Heads, Width), z = ProductSpeed.Filled(batch, length, Heads, Width);
        Tensor pattern = ProductSpeed.Filled(batch, Heads, length, length);
        BatchStrides rows = new((long)length * Heads * Width, Width, Heads * Width, 1), columns = rows with { Row = 1, Column = Heads * Width };
        BatchStrides square = new((long)Heads * length * length, (long)length * length, length, 1);
        return new(
            $"{batch}x{length}{(causal ? " causal" : string.Empty)}{(keep ? " pattern kept" : string.Empty)}",
            4.0 * batch * Heads * length * length * Width,
            () => AttentionKernel.Forward(shape, Scale, q.Span, k.Span, v.Span, new AttentionMask { Causal = causal }, z.Span, keep ? pattern.Span : []))
        {
            Theirs = () =>
            {
                BatchedProductKernel.Multiply(batch, Heads, length, length, Width, Scale, q.Span, rows, k.Span, columns, pattern.Span, square, false);
                AttentionKernel.ApplyMask(shape, new AttentionMask { Causal = causal }, pattern.Span);
                SoftmaxKernel.Forward(pattern.Span, batch * Heads * length, length, pattern.Span);
                BatchedProductKernel.Multiply(batch, Heads, length, Width, length, 1, pattern.Span, square, v.Span, rows, z.Span, rows, false);
            },
        };
    }
}
