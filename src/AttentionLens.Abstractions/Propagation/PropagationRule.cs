namespace AttentionLens;

/// <summary>How one operation hands the signal at its output back to its inputs.</summary>
public abstract class PropagationRule
{
    /// <summary>Adds to <see cref="PropagationStep.Outgoing"/> of each wanted input.</summary>
    /// <param name="step">The operation's values and signals; valid during the call.</param>
    public abstract void Propagate(PropagationStep step);
}
