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

    protected internal override PackedMatrix? Matrix => _weight.Packed;

    public static void Forward(ReadOnlySpan<float> z, PackedMatrix weights, int rows, int heads, Span<float> result)
    {
        using Tensor matrix = Unpacked(weights);
        BatchedProductKernel.Multiply(
            1, heads, rows, weights.Outputs, weights.Inputs / heads, 1,
            z, Heads(weights, heads), matrix.Span, Matrices(weights, heads), result, Results(weights, heads), accumulate: false);
    }

    protected internal override bool ReadsInput(int input, bool weightGradients) => weightGradients;

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        PullBack(_weight.Packed, incoming, destination, accumulate);

    protected internal override void Apply(PackedMatrix weights, ReadOnlySpan<float> input, Span<float> destination) =>
        Forward(input, weights, _rows, _heads, destination);

    protected internal override void PullBackThrough(PackedMatrix weights, ReadOnlySpan<float> incoming, Span<float> destination) =>
        PullBack(weights, incoming, destination, accumulate: false);

    protected internal override void AddWeightGradients(ReadOnlySpan<float> incoming, WeightGradients gradients)
    {
        Span<float> place = gradients.Place(_weight, out bool accumulate);
        int headWidth = _weight.Packed.Inputs / _heads;
        BatchStrides layout = _weight.Order == WeightOrder.InputMajor
            ? Matrices(_weight.Packed, _heads)
            : new BatchStrides(0, headWidth, 1, _weight.Packed.Inputs);
        BatchedProductKernel.Multiply(
            1, _heads, headWidth, _weight.Packed.Outputs, _rows, 1,
            InputValue(0), AttentionLayout.Transposed(Heads(_weight.Packed, _heads)), incoming, Results(_weight.Packed, _heads), place, layout, accumulate);
    }

    private void PullBack(PackedMatrix weights, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate)
    {
        using Tensor matrix = Unpacked(weights);
        BatchedProductKernel.Multiply(
            1, _heads, _rows, weights.Inputs / _heads, weights.Outputs, 1,
            incoming, Results(weights, _heads), matrix.Span, AttentionLayout.Transposed(Matrices(weights, _heads)),
            destination, Heads(weights, _heads), accumulate);
    }

    private static Tensor Unpacked(PackedMatrix weights)
    {
        Tensor matrix = Tensor.Rent(weights.Inputs, weights.Outputs);
        weights.Unpack(matrix.Span, WeightOrder.InputMajor);
        return matrix;
    }

    private static BatchStrides Heads(PackedMatrix weights, int heads) => new(0, weights.Inputs / heads, weights.Inputs, 1);

    private static BatchStrides Results(PackedMatrix weights, int heads) => new(0, weights.Outputs, (long)heads * weights.Outputs, 1);

    private static BatchStrides Matrices(PackedMatrix weights, int heads) =>
        new(0, (long)(weights.Inputs / heads) * weights.Outputs, weights.Outputs, 1);
}
