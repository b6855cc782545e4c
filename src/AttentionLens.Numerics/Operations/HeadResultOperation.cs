namespace AttentionLens.Numerics;

/// <summary>result[b, p, h] = z[b, p, h] · W_O[h]: each head's share of the attention output.</summary>
internal sealed class HeadResultOperation : Operation
{
    private readonly MatrixParameter _weight;
    private readonly Tensor _unpacked;
    private readonly int _rows;
    private readonly int _heads;

    /// <param name="info">What it is and where it stands.</param>
    /// <param name="weight">W_O, [heads · head width, width].</param>
    /// <param name="unpacked">Its values in input-major order; the operation takes this handle.</param>
    /// <param name="rows">Examples times positions.</param>
    /// <param name="heads">The number of heads.</param>
    public HeadResultOperation(OperationInfo info, MatrixParameter weight, Tensor unpacked, int rows, int heads)
        : base(info)
    {
        _weight = weight;
        _unpacked = unpacked;
        _rows = rows;
        _heads = heads;
    }

    protected internal override bool HasWeights => true;

    private int HeadWidth => _weight.Packed.Inputs / _heads;

    private int Width => _weight.Packed.Outputs;

    private BatchStrides Heads => new(0, HeadWidth, _weight.Packed.Inputs, 1);

    private BatchStrides Results => new(0, Width, (long)_heads * Width, 1);

    private BatchStrides Weights => new(0, (long)HeadWidth * Width, Width, 1);

    public static void Forward(ReadOnlySpan<float> z, ReadOnlySpan<float> weight, int rows, int heads, int headWidth, int width, Span<float> result) =>
        BatchedProductKernel.Multiply(
            1, heads, rows, width, headWidth, 1,
            z, new BatchStrides(0, headWidth, (long)heads * headWidth, 1),
            weight, new BatchStrides(0, (long)headWidth * width, width, 1),
            result, new BatchStrides(0, width, (long)heads * width, 1), accumulate: false);

    protected internal override bool ReadsInput(int input, bool weightGradients) => weightGradients;

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        BatchedProductKernel.Multiply(
            1, _heads, _rows, HeadWidth, Width, 1,
            incoming, Results, _unpacked.Span, AttentionLayout.Transposed(Weights), destination, Heads, accumulate);

    protected internal override void AddWeightGradients(ReadOnlySpan<float> incoming, WeightGradients gradients)
    {
        Span<float> place = gradients.Place(_weight, out bool accumulate);
        BatchStrides layout = _weight.Order == WeightOrder.InputMajor ? Weights : new BatchStrides(0, HeadWidth, 1, _weight.Packed.Inputs);
        BatchedProductKernel.Multiply(
            1, _heads, HeadWidth, Width, _rows, 1,
            InputValue(0), AttentionLayout.Transposed(Heads), incoming, Results, place, layout, accumulate);
    }

    protected internal override void ReleaseKept() => _unpacked.Dispose();
}
