namespace AttentionLens.Attribution;

/// <summary>Holds what is not linear constant and passes the gradient of the rest.</summary>
internal sealed class FrozenRule : PropagationRule
{
    public static FrozenRule Instance { get; } = new();

    public override bool ReadsInputs => false;

    public override bool ReadsOutput => false;

    public override void Propagate(PropagationStep step)
    {
        for (int input = 0; input < step.InputCount; input++)
        {
            if (step.Wants(input))
            {
                step.AddPullBackFrozen(input, step.Incoming);
            }
        }
    }
}
