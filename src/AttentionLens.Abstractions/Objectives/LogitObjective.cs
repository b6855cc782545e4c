namespace AttentionLens;

/// <summary>One logit.</summary>
/// <param name="Target">The class; null means the example's own (<see cref="LensInput.Target"/>), or else the predicted one.</param>
public sealed record LogitObjective(int? Target = null) : Objective;
