using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The ε rule: each input gets the relevance of the output in proportion to what it contributes, with what is not linear held constant.
/// R_x = factor · x ⊙ Jᵀ(R ⊘ (y ± ε)). Constants keep their share.</summary>
internal sealed class ShareRule : PropagationRule
{
    private readonly float _epsilon;
    private readonly float _factor;

    /// <param name="epsilon">Keeps the divisor away from 0.</param>
    /// <param name="factor">The part that each input gets: ½ where two factors share one product.</param>
    public ShareRule(float epsilon, float factor = 1)
    {
        _epsilon = epsilon;
        _factor = factor;
    }

    public override void Propagate(PropagationStep step)
    {
        using Scratch quotient = new(step.Incoming.Length);
        Stabilizer.Divide(step.Incoming, step.Output, _epsilon, quotient.Span);
        TensorPrimitives.Multiply(quotient.Span, _factor, quotient.Span);
        for (int input = 0; input < step.InputCount; input++)
        {
            if (step.Wants(input))
            {
                using Scratch part = new(step.Input(input).Length);
                step.PullBackFrozen(input, quotient.Span, part.Span);
                Span<float> outgoing = step.Outgoing(input);
                TensorPrimitives.MultiplyAdd(step.Input(input), part.Span, outgoing, outgoing);
            }
        }
    }
}
