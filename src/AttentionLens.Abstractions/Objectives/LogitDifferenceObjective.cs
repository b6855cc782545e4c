namespace AttentionLens;

/// <summary>The logit of one class less that of another: a contrast.</summary>
/// <param name="Positive">The class that counts up; null means the example's own (<see cref="LensInput.Target"/>).</param>
/// <param name="Negative">The class that counts down; null means the example's own (<see cref="LensInput.WrongTarget"/>).</param>
public sealed record LogitDifferenceObjective(int? Positive = null, int? Negative = null) : Objective;
