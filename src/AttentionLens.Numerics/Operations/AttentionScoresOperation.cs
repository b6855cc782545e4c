namespace AttentionLens.Numerics;

/// <summary>scores = scale · Q Kᵀ, then bias and mask. A masked score is a constant: no signal passes.</summary>
internal sealed class AttentionScoresOperation : Operation
{
    private readonly AttentionShape _shape;
    private readonly AttentionMasking _masking;
    private readonly AttentionBias? _bias;
    private readonly float _scale;

    public AttentionScoresOperation(OperationInfo info, AttentionShape shape, AttentionMasking masking, AttentionBias? bias, float scale)
        : base(info)
    {
        _bias = bias;
        _shape = shape;
        _masking = masking;
        _scale = scale;
    }

    protected internal override bool HasWeights => _bias is not null;

    protected internal override bool ReadsInput(int input, bool weightGradients) => true;

    protected internal override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate)
    {
        using Tensor open = Tensor.Rent(incoming.Length);
        incoming.CopyTo(open.Span);
        _masking.ClearMasked(_shape, open.Span);
        BatchStrides scores = AttentionLayout.Scores(_shape);
        if (input == 0)
        {
            BatchedProductKernel.Multiply(
                _shape.Batch, _shape.Heads, _shape.Queries, _shape.HeadWidth, _shape.Keys, _scale,
                open.Span, scores, InputValue(1), AttentionLayout.Keys(_shape), destination, AttentionLayout.Queries(_shape), accumulate);
        }
        else
        {
            BatchedProductKernel.Multiply(
                _shape.Batch, _shape.Heads, _shape.Keys, _shape.HeadWidth, _shape.Queries, _scale,
                open.Span, AttentionLayout.Transposed(scores), InputValue(0), AttentionLayout.Queries(_shape),
                destination, AttentionLayout.Keys(_shape), accumulate);
        }
    }

    internal override void AddConstants(ReadOnlySpan<float> incoming, ulong pass, Span<double> shares)
    {
        if (_bias is null)
        {
            return;
        }

        using Tensor open = Tensor.Rent(incoming.Length);
        incoming.CopyTo(open.Span);
        _masking.ClearMasked(_shape, open.Span);
        using Tensor bias = _bias.Expand();
        ConstantShare.AddRows(bias.Span, open.Span, shares);
    }

    protected internal override void AddWeightGradients(ReadOnlySpan<float> incoming, WeightGradients gradients)
    {
        using Tensor open = Tensor.Rent(incoming.Length);
        incoming.CopyTo(open.Span);
        _masking.ClearMasked(_shape, open.Span);
        _bias!.AddGradient(open.Span, gradients);
    }
}
