using AttentionLens.Numerics;
using Tensor = AttentionLens.Numerics.Tensor;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace AttentionLens.Benchmarks;

/// <summary>Row-wise and element-wise kernels beside the primitives of .NET.</summary>
public static class ElementwiseSpeed
{
    private const int Rows = 128;
    private const int Width = 768;
    private const int Inner = 3072;

    public static void Print(TextWriter output)
    {
        Tensor x = ProductSpeed.Filled(Rows, Inner), y = ProductSpeed.Filled(Rows, Inner), dy = ProductSpeed.Filled(Rows, Inner);
        Tensor scale = ProductSpeed.Filled(Inner), mean = ProductSpeed.Filled(Rows), inverse = ProductSpeed.Filled(Rows);
        int[] labels = [.. Enumerable.Range(0, Rows)];
        List<SpeedRow> rows =
        [
            new("softmax 128x512", Rows * 512, () => SoftmaxKernel.Forward(x.Span, Rows, 512, y.Span))
            {
                Theirs = () => ForEachRow(512, (from, to) => TensorPrimitives.SoftMax(x.Span[from..to], y.Span[from..to])),
            },
            new("softmax gradient 128x512", Rows * 512, () => SoftmaxKernel.Backward(y.Span, dy.Span, Rows, 512, dy.Span, false)),
            new(
                "layer norm 128x768",
                Rows * Width,
                () => LayerNormKernel.Forward(x.Span, Rows, Width, scale.Span, scale.Span, 1e-5f, y.Span, mean.Span, inverse.Span)),
            new(
                "layer norm gradient 128x768",
                Rows * Width,
                () => LayerNormKernel.Backward(x.Span, dy.Span, Rows, Width, scale.Span, mean.Span, inverse.Span, y.Span, false)),
            new("rms norm 128x768", Rows * Width, () => RmsNormKernel.Forward(x.Span, Rows, Width, scale.Span, 1e-5f, y.Span, [])),
            new("tanh 128x3072", Rows * Inner, () => ActivationKernel.Forward(ActivationKind.Tanh, x.Span, y.Span))
            {
                Theirs = () => TensorPrimitives.Tanh(x.Span, y.Span),
            },
            new("add 128x3072", Rows * Inner, () => ElementwiseKernel.Add(x.Span, dy.Span, y.Span))
            {
                Theirs = () => TensorPrimitives.Add(x.Span, dy.Span, y.Span),
            },
            new("dot 128x3072", Rows * Inner, () => ElementwiseKernel.Dot(x.Span, dy.Span)) { Theirs = () => TensorPrimitives.Dot(x.Span, dy.Span) },
            new("cross entropy 128x3072", Rows * Inner, () => CrossEntropyKernel.Forward(x.Span, Rows, Inner, labels, mean.Span)),
        ];
        foreach (ActivationKind kind in (ActivationKind[])[ActivationKind.Gelu, ActivationKind.GeluTanh, ActivationKind.Silu, ActivationKind.Relu])
        {
            rows.Add(new($"{kind} 128x3072", Rows * Inner, () => ActivationKernel.Forward(kind, x.Span, y.Span)));
            rows.Add(new($"{kind} gradient 128x3072", Rows * Inner, () => ActivationKernel.Backward(kind, x.Span, dy.Span, y.Span, false)));
        }

        SpeedTable.Print(output, rows, "TensorPrimitives best", "values/ns", arithmetic: false);
    }

    private static void ForEachRow(int width, Action<int, int> action)
    {
        for (int row = 0; row < Rows; row++)
        {
            action(row * width, (row + 1) * width);
        }
    }
}
