namespace AttentionLens;

/// <summary>The probability of one class after softmax, in [0, 1].</summary>
/// <param name="Target">The class; null means the example's own (<see cref="LensInput.Target"/>), or else the predicted one.</param>
public sealed record ProbabilityObjective(int? Target = null) : Objective;
