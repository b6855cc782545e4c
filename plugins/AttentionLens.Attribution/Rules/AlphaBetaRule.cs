using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The αβ rule of a linear layer. Its bias gets nothing.</summary>
internal sealed class AlphaBetaRule(float alpha, float beta, float epsilon) : PropagationRule
{
    public override bool ReadsOutput => false;

    public override void Propagate(PropagationStep step)
    {
        if (!step.Wants(0))
        {
            return;
        }

        ReadOnlySpan<float> input = step.Input(0);
        using Scratch above = new(input.Length);
        using Scratch below = new(input.Length);
        TensorPrimitives.Max(input, 0, above.Span);
        TensorPrimitives.Min(input, 0, below.Span);
        Side(step, above.Span, WeightPart.Positive, below.Span, WeightPart.Negative, alpha);
        if (beta != 0)
        {
            Side(step, above.Span, WeightPart.Negative, below.Span, WeightPart.Positive, -beta);
        }
    }

    // The products of one sign: those of the inputs above 0 with some weights, and of the inputs below 0 with the others.
    private void Side(
        PropagationStep step, ReadOnlySpan<float> above, WeightPart aboveWeights, ReadOnlySpan<float> below, WeightPart belowWeights, float factor)
    {
        using Scratch sum = new(step.Incoming.Length);
        using Scratch other = new(step.Incoming.Length);
        step.Apply(aboveWeights, above, sum.Span);
        step.Apply(belowWeights, below, other.Span);
        TensorPrimitives.Add(sum.Span, other.Span, sum.Span);
        Stabilizer.Divide(step.Incoming, sum.Span, epsilon, sum.Span);
        TensorPrimitives.Multiply(sum.Span, factor, sum.Span);

        using Scratch part = new(above.Length);
        Span<float> outgoing = step.Outgoing(0);
        step.PullBackPart(aboveWeights, sum.Span, part.Span);
        TensorPrimitives.MultiplyAdd(above, part.Span, outgoing, outgoing);
        step.PullBackPart(belowWeights, sum.Span, part.Span);
        TensorPrimitives.MultiplyAdd(below, part.Span, outgoing, outgoing);
    }
}
