namespace AttentionLens;

/// <summary>How one operation hands the signal at its output back to its inputs.</summary>
public abstract class PropagationRule
{
    /// <summary>Whether the rule reads <see cref="PropagationStep.Input"/>. A rule that does not spares the memory of values that the
    /// operation's own pull-backs do not read either.</summary>
    /// <value>true by default.</value>
    public virtual bool ReadsInputs => true;

    /// <summary>Whether the rule reads <see cref="PropagationStep.Output"/>.</summary>
    /// <value>true by default.</value>
    public virtual bool ReadsOutput => true;

    /// <summary>Adds to <see cref="PropagationStep.Outgoing"/> of each wanted input.</summary>
    /// <param name="step">The operation's values and signals; valid during the call.</param>
    public abstract void Propagate(PropagationStep step);
}
