namespace AttentionLens.Numerics;

/// <summary>A backward pass that will follow a recorded computation.</summary>
/// <param name="Rules">Replaces the gradient of some operations; null for the gradient everywhere.</param>
public sealed record TapePass(PropagationRules? Rules = null)
{
    /// <summary>Whether <see cref="Tape.Balances"/> is wanted.</summary>
    public bool Accounts { get; init; }

    internal bool IsRelevance => Rules?.Form == SignalForm.Relevance;
}
