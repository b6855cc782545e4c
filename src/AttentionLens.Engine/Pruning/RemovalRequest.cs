using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Units to remove one after another, to see what that costs.</summary>
public sealed record RemovalRequest
{
    /// <summary>The model.</summary>
    public required LensModel Model { get; init; }

    /// <summary>The examples.</summary>
    public required ImmutableArray<InputBatch> Batches { get; init; }

    /// <summary>What is removed, first to last; the members of a group go together.</summary>
    public required ImmutableArray<ImmutableArray<ModelUnit>> Order { get; init; }

    /// <summary>After how many groups the metric is measured, rising; 0 is the whole model.</summary>
    public required ImmutableArray<int> Steps { get; init; }

    /// <summary>The metric; null for accuracy where every example has a label, the loss where there are other labels, else the probability of the target.</summary>
    public ImportanceMetric? Metric { get; init; }

    /// <summary>How many random orders the control is made of.</summary>
    public int RandomOrders { get; init; } = 5;

    /// <summary>Decides the random orders and the resamples.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many rows go through the model together; null for as many as make <see cref="AttributionRunner.DefaultRowPositions"/> positions.</summary>
    public int? MaxRows { get; init; }

    /// <summary>How many bytes values may take beside the model's weights; null for any number. It bounds the rows of a pass and the states that a sweep keeps, and
    /// changes no number.</summary>
    public long? Memory { get; init; }
}
