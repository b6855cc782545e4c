using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>How a model is trained.</summary>
/// <param name="Schedule">The learning rate and the number of steps.</param>
/// <param name="Optimizer">The optimizer.</param>
public sealed record TrainerSettings(WarmupSchedule Schedule, AdamWOptions Optimizer);
