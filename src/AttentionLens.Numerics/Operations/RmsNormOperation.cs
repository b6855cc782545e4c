namespace AttentionLens.Numerics;

/// <summary>RMSNorm over the last axis.</summary>
internal sealed class RmsNormOperation : Operation
{
    private readonly TensorParameter _scale;
    private readonly Tensor _inverseRms;

    /// <param name="info">What it is and where it stands.</param>
    /// <param name="scale">γ.</param>
    /// <param name="inverseRms">[row]; the operation takes this handle.</param>
    public RmsNormOperation(OperationInfo info, TensorParameter scale, Tensor inverseRms)
        : base(info)
    {
        _scale = scale;
        _inverseRms = inverseRms;
    }

    protected internal override bool HasWeights => true;

    protected internal override bool ReadsInput(int input, bool weightGradients) => true;

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        RmsNormKernel.Backward(
            InputValue(0), incoming, _inverseRms.Length, _scale.Length, _scale.Values, _inverseRms.Span, destination, accumulate);

    protected internal override void PullBackFrozen(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        RmsNormKernel.BackwardFrozen(incoming, _inverseRms.Length, _scale.Length, _scale.Values, _inverseRms.Span, destination, accumulate);

    protected internal override void AddWeightGradients(ReadOnlySpan<float> incoming, WeightGradients gradients)
    {
        Span<float> place = gradients.Place(_scale, out bool accumulate);
        RmsNormKernel.ParameterGradient(
            InputValue(0), incoming, _inverseRms.Length, _scale.Length, _inverseRms.Span, place, accumulate);
    }

    protected internal override void ReleaseKept() => _inverseRms.Dispose();
}
