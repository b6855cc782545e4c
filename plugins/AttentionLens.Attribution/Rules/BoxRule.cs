using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The box rule of a linear layer whose inputs have bounds, here the least and the greatest of each example. The bias gets nothing.</summary>
/// <remarks>R_x = x ⊙ WᵀS − l ⊙ W⁺ᵀS − h ⊙ W⁻ᵀS with S = R ⊘ (W x − W⁺ l − W⁻ h). Source: Montavon et al. 2017, equation 13.</remarks>
internal sealed class BoxRule(float epsilon) : PropagationRule
{
    public override bool ReadsOutput => false;

    public override void Propagate(PropagationStep step)
    {
        if (!step.Wants(0))
        {
            return;
        }

        ReadOnlySpan<float> input = step.Input(0);
        using Scratch least = new(input.Length);
        using Scratch greatest = new(input.Length);
        Bounds(input, step.InputShape(0)[0], least.Span, greatest.Span);

        using Scratch sum = new(step.Incoming.Length);
        using Scratch part = new(step.Incoming.Length);
        step.Apply(WeightPart.All, input, sum.Span);
        step.Apply(WeightPart.Positive, least.Span, part.Span);
        TensorPrimitives.Subtract(sum.Span, part.Span, sum.Span);
        step.Apply(WeightPart.Negative, greatest.Span, part.Span);
        TensorPrimitives.Subtract(sum.Span, part.Span, sum.Span);
        Stabilizer.Divide(step.Incoming, sum.Span, epsilon, sum.Span);

        TensorPrimitives.Negate(least.Span, least.Span);
        TensorPrimitives.Negate(greatest.Span, greatest.Span);
        AddShare(step, WeightPart.All, input, sum.Span);
        AddShare(step, WeightPart.Positive, least.Span, sum.Span);
        AddShare(step, WeightPart.Negative, greatest.Span, sum.Span);
    }

    private static void Bounds(ReadOnlySpan<float> input, int examples, Span<float> least, Span<float> greatest)
    {
        int length = input.Length / examples;
        for (int start = 0; start < input.Length; start += length)
        {
            least.Slice(start, length).Fill(TensorPrimitives.Min(input.Slice(start, length)));
            greatest.Slice(start, length).Fill(TensorPrimitives.Max(input.Slice(start, length)));
        }
    }

    private static void AddShare(PropagationStep step, WeightPart weights, ReadOnlySpan<float> factor, ReadOnlySpan<float> quotient)
    {
        using Scratch part = new(factor.Length);
        step.PullBackPart(weights, quotient, part.Span);
        Span<float> outgoing = step.Outgoing(0);
        TensorPrimitives.MultiplyAdd(factor, part.Span, outgoing, outgoing);
    }
}
