using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>How a tuned lens is trained.</summary>
public sealed record TunedLensSettings
{
    /// <summary>How many steps, from 1.</summary>
    /// <value>250 by default.</value>
    public int Steps { get; init; } = 250;

    /// <summary>How many texts a step takes, from 1.</summary>
    /// <value>16 by default.</value>
    public int BatchSize { get; init; } = 16;

    /// <summary>The largest learning rate; it rises to it for a tenth of the steps and then falls to 0.</summary>
    /// <value>0.002 by default.</value>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>Decides the order of the texts.</summary>
    /// <value>1 by default.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>The settings of the optimizer; each layer has one of its own.</summary>
    public AdamWOptions Optimizer { get; init; } = new();

    internal WarmupSchedule Schedule => new(LearningRate, Steps / 10, Steps);
}
