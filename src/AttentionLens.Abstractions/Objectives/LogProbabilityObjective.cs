namespace AttentionLens;

/// <summary>The log-probability of one class after softmax, in nats, at most 0.</summary>
/// <param name="Target">The class; null means the example's own (<see cref="LensInput.Target"/>), or else the predicted one.</param>
public sealed record LogProbabilityObjective(int? Target = null) : Objective;
