namespace AttentionLens.Numerics;

/// <summary>result[b, p, h] = z[b, p, h] · W_O[h]: each head's share of the attention output.</summary>
internal sealed class HeadResultOperation : Operation
{
    private readonly MatrixParameter _weight;
    private readonly int _rows;
    private readonly int _heads;

    /// <param name="info">What it is and where it stands.</param>
    /// <param name="weight">W_O, [heads · head width, width].</param>
    /// <param name="rows">Examples times positions.</param>
    /// <param name="heads">The number of heads.</param>
    public HeadResultOperation(OperationInfo info, MatrixParameter weight, int rows, int heads)
        : base(info)
    {
        _weight = weight;
        _rows = rows;
        _heads = heads;
    }

    protected internal override bool HasWeights => true;

    public static void Forward(ReadOnlySpan<float> z, MatrixParameter weight, int rows, int heads, Span<float> result)
    {
        using Tensor matrix = Unpacked(weight);
        BatchedProductKernel.Multiply(
            1, heads, rows, weight.Packed.Outputs, weight.Packed.Inputs / heads, 1,
            z, Heads(weight, heads), matrix.Span, Matrices(weight, heads), result, Results(weight, heads), accumulate: false);
    }

    protected internal override bool ReadsInput(int input, bool weightGradients) => weightGradients;

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate)
    {
        using Tensor matrix = Unpacked(_weight);
        BatchedProductKernel.Multiply(
            1, _heads, _rows, _weight.Packed.Inputs / _heads, _weight.Packed.Outputs, 1,
            incoming, Results(_weight, _heads), matrix.Span, AttentionLayout.Transposed(Matrices(_weight, _heads)),
            destination, Heads(_weight, _heads), accumulate);
    }

    protected internal override void AddWeightGradients(ReadOnlySpan<float> incoming, WeightGradients gradients)
    {
        Span<float> place = gradients.Place(_weight, out bool accumulate);
        int headWidth = _weight.Packed.Inputs / _heads;
        BatchStrides layout = _weight.Order == WeightOrder.InputMajor
            ? Matrices(_weight, _heads)
            : new BatchStrides(0, headWidth, 1, _weight.Packed.Inputs);
        BatchedProductKernel.Multiply(
            1, _heads, headWidth, _weight.Packed.Outputs, _rows, 1,
            InputValue(0), AttentionLayout.Transposed(Heads(_weight, _heads)), incoming, Results(_weight, _heads), place, layout, accumulate);
    }

    private static Tensor Unpacked(MatrixParameter weight)
    {
        Tensor matrix = Tensor.Rent(weight.Packed.Inputs, weight.Packed.Outputs);
        weight.Packed.Unpack(matrix.Span, WeightOrder.InputMajor);
        return matrix;
    }

    private static BatchStrides Heads(MatrixParameter weight, int heads) => new(0, weight.Packed.Inputs / heads, weight.Packed.Inputs, 1);

    private static BatchStrides Results(MatrixParameter weight, int heads) => new(0, weight.Packed.Outputs, (long)heads * weight.Packed.Outputs, 1);

    private static BatchStrides Matrices(MatrixParameter weight, int heads) =>
        new(0, (long)(weight.Packed.Inputs / heads) * weight.Packed.Outputs, weight.Packed.Outputs, 1);
}
