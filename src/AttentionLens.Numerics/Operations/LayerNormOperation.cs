namespace AttentionLens.Numerics;

/// <summary>LayerNorm over the last axis.</summary>
internal sealed class LayerNormOperation : Operation
{
    private readonly TensorParameter _scale;
    private readonly TensorParameter _shift;
    private readonly Tensor _statistics;
    private readonly int _rows;

    /// <param name="info">What it is and where it stands.</param>
    /// <param name="scale">γ.</param>
    /// <param name="shift">β.</param>
    /// <param name="statistics">[2, row]: the means, then the inverse standard deviations; the operation takes this handle.</param>
    public LayerNormOperation(OperationInfo info, TensorParameter scale, TensorParameter shift, Tensor statistics)
        : base(info)
    {
        _scale = scale;
        _shift = shift;
        _statistics = statistics;
        _rows = statistics.Shape[1];
    }

    protected internal override bool HasWeights => true;

    protected internal override ReadOnlySpan<float> Bias => _shift.Values;

    private ReadOnlySpan<float> Means => _statistics.Span[.._rows];

    private ReadOnlySpan<float> InverseDeviations => _statistics.Span[_rows..];

    protected internal override bool ReadsInput(int input, bool weightGradients) => true;

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        LayerNormKernel.Backward(
            InputValue(0), incoming, _rows, _scale.Length, _scale.Values, Means, InverseDeviations, destination, accumulate);

    protected internal override void PullBackFrozen(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        LayerNormKernel.BackwardFrozen(incoming, _rows, _scale.Length, _scale.Values, InverseDeviations, destination, accumulate);

    protected internal override void AddWeightGradients(ReadOnlySpan<float> incoming, WeightGradients gradients)
    {
        Span<float> scale = gradients.Place(_scale, out bool accumulate);
        Span<float> shift = gradients.Place(_shift, out _);
        LayerNormKernel.ParameterGradients(
            InputValue(0), incoming, _rows, _scale.Length, Means, InverseDeviations, scale, shift, accumulate);
    }

    protected internal override void ReleaseKept() => _statistics.Dispose();
}
