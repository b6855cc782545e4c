namespace AttentionLens;

/// <summary>Which weights of a copy are trained, and how.</summary>
public sealed record ModelTrainingSettings
{
    /// <summary>Which stages' own weights move (see <see cref="StageInfo.Weights"/>); all others stay as they are. null for all weights.</summary>
    /// <value>null by default.</value>
    public Func<StageInfo, bool>? Trains { get; init; }

    /// <summary>How far a weight moves in a step at most, about.</summary>
    /// <value>0.0002 by default.</value>
    public double LearningRate { get; init; } = 0.0002;
}
