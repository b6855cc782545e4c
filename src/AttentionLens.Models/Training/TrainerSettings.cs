using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>How a model is trained.</summary>
/// <param name="Schedule">The learning rate and the number of steps.</param>
/// <param name="Optimizer">The optimizer.</param>
public sealed record TrainerSettings(WarmupSchedule Schedule, AdamWOptions Optimizer)
{
    /// <summary>As <see cref="RunPlan.Recompute"/>: the same weights with less memory, more slowly.</summary>
    /// <value>false by default.</value>
    public bool Recompute { get; init; }
}
