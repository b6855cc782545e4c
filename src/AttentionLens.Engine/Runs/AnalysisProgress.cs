namespace AttentionLens.Engine;

/// <summary>How far a run has come.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Examples">The examples done so far.</param>
/// <param name="Total">How many there are, or null where that is not known.</param>
public readonly record struct AnalysisProgress(AnalysisStage Stage, long Examples, long? Total);
