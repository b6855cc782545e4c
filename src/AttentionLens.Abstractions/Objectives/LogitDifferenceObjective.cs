namespace AttentionLens;

/// <summary>The logit of one class less that of another: a contrast.</summary>
/// <param name="Positive">The class that counts up.</param>
/// <param name="Negative">The class that counts down.</param>
public sealed record LogitDifferenceObjective(int Positive, int Negative) : Objective;
