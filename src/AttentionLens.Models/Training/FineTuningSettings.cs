using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>How a trained model is trained a little further.</summary>
public sealed record FineTuningSettings
{
    /// <summary>How many steps, from 1.</summary>
    /// <value>100 by default.</value>
    public int Steps { get; init; } = 100;

    /// <summary>How many examples a step takes, from 1.</summary>
    /// <value>16 by default.</value>
    public int BatchSize { get; init; } = 16;

    /// <summary>The largest learning rate; it rises to it for a tenth of the steps and then falls to 0.</summary>
    /// <value>0.0002 by default.</value>
    public double LearningRate { get; init; } = 0.0002;

    /// <summary>Decides the order of the examples, together with <see cref="Round"/>.</summary>
    /// <value>0 by default.</value>
    public ulong Seed { get; init; }

    /// <summary>How many times the model was trained further before.</summary>
    /// <value>0 by default.</value>
    public int Round { get; init; }

    /// <summary>The settings of the optimizer.</summary>
    public AdamWOptions Optimizer { get; init; } = new();

    internal WarmupSchedule Schedule => new(LearningRate, Math.Max(1, Steps / 10), Steps);
}
