namespace AttentionLens.Numerics;

/// <summary>y = x W + b.</summary>
internal sealed class LinearOperation : Operation
{
    private readonly MatrixParameter _weight;
    private readonly TensorParameter? _bias;
    private readonly int _rows;

    public LinearOperation(OperationInfo info, MatrixParameter weight, TensorParameter? bias, int rows)
        : base(info)
    {
        _weight = weight;
        _bias = bias;
        _rows = rows;
    }

    protected internal override bool HasWeights => true;

    protected internal override PackedMatrix? Matrix => _weight.Packed;

    protected internal override ReadOnlySpan<float> Bias => _bias is null ? default : _bias.Values;

    protected internal override bool ReadsInput(int input, bool weightGradients) => weightGradients;

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        LinearKernel.InputGradient(incoming, _rows, _weight.Packed, destination, accumulate);

    protected internal override void Apply(PackedMatrix weights, ReadOnlySpan<float> input, Span<float> destination) =>
        LinearKernel.Forward(input, _rows, weights, default, ActivationKind.None, default, destination);

    protected internal override void PullBackThrough(PackedMatrix weights, ReadOnlySpan<float> incoming, Span<float> destination) =>
        LinearKernel.InputGradient(incoming, _rows, weights, destination, accumulate: false);

    protected internal override void AddWeightGradients(ReadOnlySpan<float> incoming, WeightGradients gradients)
    {
        PackedMatrix packed = _weight.Packed;
        Span<float> place = gradients.Place(_weight, out bool accumulate);
        LinearKernel.WeightGradient(InputValue(0), incoming, _rows, packed.Inputs, packed.Outputs, _weight.Order, place, accumulate);
        if (_bias is not null)
        {
            Span<float> biasPlace = gradients.Place(_bias, out bool accumulateBias);
            LinearKernel.BiasGradient(incoming, _rows, packed.Outputs, biasPlace, accumulateBias);
        }
    }
}
