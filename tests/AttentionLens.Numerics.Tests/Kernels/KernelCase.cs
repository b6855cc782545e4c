namespace AttentionLens.Numerics.Tests;

/// <summary>Every kernel on one realistic shape, large enough for several threads; results land in one array.</summary>
internal sealed class KernelCase
{
    private readonly Action _run;
    private readonly Tensor _result;

    private KernelCase(Action run, Tensor result)
    {
        _run = run;
        _result = result;
    }

    public static IReadOnlyList<string> Names { get; } =
    [
        "linear", "linear few rows", "linear in place", "input gradient", "weight gradient", "bias gradient", "matrix", "batched",
        "shared heads", "attention", "mask", "softmax", "softmax gradient", "layer norm", "layer norm gradient", "layer norm parameters",
        "rms norm", "gelu", "gelu gradient", "add", "add rows", "dot", "gather", "scatter",
        "cross entropy", "cross entropy gradient", "optimizer",
    ];

    /// <summary>Runs once on fresh operands and returns the result.</summary>
    public static float[] Result(string name)
    {
        KernelCase kernel = Create(name);
        kernel._run();
        return kernel._result.Span.ToArray();
    }

    /// <summary>The kernel bound to its operands.</summary>
    public static Action Bound(string name) => Create(name)._run;

    private static KernelCase Create(string name)
    {
        const int Rows = 131, Inputs = 260, Outputs = 333;
        Tensor x = Filled(Rows, Inputs), y = Filled(Rows, Outputs), weights = Filled(Outputs, Inputs);
        Tensor bias = Filled(Outputs), result = Filled(Rows, Outputs);
        Tensor narrow = Filled(Rows, Inputs), statistic = Filled(Rows), other = Filled(Rows), one = Tensor.RentZeroed(1);
        PackedMatrix packed = PackedMatrix.Pack(weights.Span, Inputs, Outputs, WeightOrder.OutputMajor);
        int[] ids = [.. Enumerable.Range(0, Rows).Select(index => index * 7 % 50)];
        AttentionShape shape = new(2, 4, 2, 70, 90, 40);
        Tensor q = Filled(2, 70, 4, 40), k = Filled(2, 90, 2, 40), v = Filled(2, 90, 2, 40), z = Filled(2, 70, 4, 40);
        Tensor scores = Filled(2, 4, 70, 90);
        BatchStrides queryRows = new(70 * 160, 40, 160, 1), keyColumns = new(90 * 80, 40, 1, 80, 2), square = new(4 * 70 * 90, 70 * 90, 90, 1);
        BatchStrides squareColumns = square with { Row = 1, Column = 90 }, keyRows = new(90 * 80, 40, 80, 1, 2);
        return name switch
        {
            "linear" => new(() => LinearKernel.Forward(x.Span, Rows, packed, bias.Span, ActivationKind.Gelu, [], result.Span), result),
            "linear few rows" => new(
                () => LinearKernel.Forward(x.Span, 3, packed, bias.Span, ActivationKind.None, [], result.Span),
                result),
            "linear in place" => new(
                () => LinearKernel.Forward(x.Span, Rows, packed, [], ActivationKind.None, result.Span, result.Span),
                result),
            "input gradient" => new(() => LinearKernel.InputGradient(y.Span, Rows, packed, narrow.Span, true), narrow),
            "weight gradient" => new(
                () => LinearKernel.WeightGradient(x.Span, y.Span, Rows, Inputs, Outputs, WeightOrder.InputMajor, weights.Span, true),
                weights),
            "bias gradient" => new(() => LinearKernel.BiasGradient(y.Span, Rows, Outputs, bias.Span, false), bias),
            "matrix" => new(
                () => MatrixKernel.Multiply(Rows, Outputs, Inputs, 1, x.Span, false, weights.Span, true, result.Span, false),
                result),
            "batched" => new(
                () => BatchedProductKernel.Multiply(2, 4, 70, 90, 40, 0.2f, q.Span, queryRows, k.Span, keyColumns, scores.Span, square, false),
                scores),
            "shared heads" => new(
                () => BatchedProductKernel.Multiply(2, 4, 90, 40, 70, 1, scores.Span, squareColumns, q.Span, queryRows, k.Span, keyRows, false),
                k),
            "attention" => new(
                () => AttentionKernel.Forward(shape, 0.2f, q.Span, k.Span, v.Span, new AttentionMask { Causal = true, CausalOffset = 20 }, z.Span, scores.Span),
                z),
            "mask" => new(() => AttentionKernel.ApplyMask(shape, new AttentionMask { Causal = true, Window = 9 }, scores.Span), scores),
            "softmax" => new(() => SoftmaxKernel.Forward(y.Span, Rows, Outputs, result.Span), result),
            "softmax gradient" => new(() => SoftmaxKernel.Backward(y.Span, y.Span, Rows, Outputs, result.Span, true), result),
            "layer norm" => new(
                () => LayerNormKernel.Forward(y.Span, Rows, Outputs, bias.Span, bias.Span, 1e-5f, result.Span, statistic.Span, other.Span),
                result),
            "layer norm gradient" => new(
                () => LayerNormKernel.Backward(y.Span, y.Span, Rows, Outputs, bias.Span, statistic.Span, other.Span, result.Span, false),
                result),
            "layer norm parameters" => new(
                () => LayerNormKernel.ParameterGradients(x.Span, narrow.Span, Rows, Inputs, statistic.Span, other.Span, bias.Span, [], false),
                bias),
            "rms norm" => new(() => RmsNormKernel.Forward(y.Span, Rows, Outputs, bias.Span, 1e-5f, result.Span, []), result),
            "gelu" => new(() => ActivationKernel.Forward(ActivationKind.Gelu, y.Span, result.Span), result),
            "gelu gradient" => new(() => ActivationKernel.Backward(ActivationKind.Gelu, y.Span, y.Span, result.Span, true), result),
            "add" => new(() => ElementwiseKernel.Add(y.Span, y.Span, result.Span), result),
            "add rows" => new(() => ElementwiseKernel.AddRows(y.Span, Rows, Outputs, bias.Span, result.Span), result),
            "dot" => new(() => one.Span[0] = (float)ElementwiseKernel.Dot(y.Span, result.Span), one),
            "gather" => new(() => EmbeddingKernel.Gather(weights.Span, Inputs, ids, narrow.Span, true), narrow),
            "scatter" => new(() => EmbeddingKernel.ScatterAdd(x.Span, ids, Inputs, weights.Span), weights),
            "cross entropy" => new(() => CrossEntropyKernel.Forward(y.Span, Rows, Outputs, ids, statistic.Span), statistic),
            "cross entropy gradient" => new(
                () => CrossEntropyKernel.Backward(y.Span, Rows, Outputs, ids, other.Span, result.Span, true),
                result),
            "optimizer" => new(
                () => AdamWKernel.Step(x.Span, narrow.Span, weights.Span[..x.Length], Squares(result, x.Length), 0.1f, 0.9f, 0.99f, 1e-8f, 0.01f, 3),
                x),
            _ => throw new ArgumentException($"There is no kernel '{name}'.", nameof(name)),
        };
    }

    private static Span<float> Squares(Tensor values, int length)
    {
        foreach (ref float value in values.Span[..length])
        {
            value = Math.Abs(value);
        }

        return values.Span[..length];
    }

    private static Tensor Filled(params ReadOnlySpan<int> shape)
    {
        Tensor tensor = Tensor.Rent(shape);
        uint seed = 9;
        foreach (ref float value in tensor.Span)
        {
            seed = (seed * 1664525) + 1013904223;
            value = ((seed >> 8) / 8388608f) - 1;
        }

        return tensor;
    }
}
