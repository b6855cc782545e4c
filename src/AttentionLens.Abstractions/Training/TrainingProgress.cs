namespace AttentionLens;

/// <summary>How far a training has come.</summary>
/// <param name="Step">The steps done.</param>
/// <param name="Steps">The steps in all.</param>
/// <param name="Loss">The mean loss of the recent steps, in nats.</param>
public readonly record struct TrainingProgress(int Step, int Steps, double Loss);
