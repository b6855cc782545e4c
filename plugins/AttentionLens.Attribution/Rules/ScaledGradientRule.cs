using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>A part of its gradient for each factor of a product.</summary>
internal sealed class ScaledGradientRule(float first, float second) : PropagationRule
{
    public override bool ReadsInputs => false;

    public override bool ReadsOutput => false;

    public override void Propagate(PropagationStep step)
    {
        Add(step, 0, first);
        Add(step, 1, second);
    }

    private static void Add(PropagationStep step, int input, float factor)
    {
        if (factor == 0 || !step.Wants(input))
        {
            return;
        }

        if (factor == 1)
        {
            step.AddPullBack(input, step.Incoming);
            return;
        }

        using Scratch scaled = new(step.Incoming.Length);
        TensorPrimitives.Multiply(step.Incoming, factor, scaled.Span);
        step.AddPullBack(input, scaled.Span);
    }
}
