namespace AttentionLens;

/// <summary>How far the loading of a model has come.</summary>
/// <param name="Step">What is being done, for instance <c>weights</c>.</param>
/// <param name="Fraction">How much of it is done, in [0, 1].</param>
public readonly record struct LoadProgress(string Step, double Fraction);
