using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>Passes relevance on value by value, to one of the inputs.</summary>
internal sealed class IdentityRule : PropagationRule
{
    private readonly int _input;

    private IdentityRule(int input) => _input = input;

    public static IdentityRule Instance { get; } = new(input: 0);

    /// <summary>For a product whose first factor is a gate, held constant.</summary>
    public static IdentityRule BehindGate { get; } = new(input: 1);

    public override bool ReadsInputs => false;

    public override bool ReadsOutput => false;

    public override void Propagate(PropagationStep step)
    {
        if (step.Wants(_input))
        {
            Span<float> outgoing = step.Outgoing(_input);
            TensorPrimitives.Add(outgoing, step.Incoming, outgoing);
        }
    }
}
