using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Methods whose answers are to be tested against the model.</summary>
public sealed record FaithfulnessRequest
{
    /// <summary>The model.</summary>
    public required LensModel Model { get; init; }

    /// <summary>The examples.</summary>
    public required InputBatch Batch { get; init; }

    /// <summary>The methods, each with its settings as the user wrote them.</summary>
    public required ImmutableArray<(AttributionMethod Method, ImmutableArray<KeyValuePair<string, string>> Options)> Methods { get; init; }

    /// <summary>What the methods explain. Of one class, its probability is what positions are taken away from; a contrast of two logits and the log-probability of a continuation
    /// are measured themselves. Not a loss.</summary>
    /// <value>By default the logit of each example's own target, or of the predicted class.</value>
    public Objective Objective { get; init; } = new LogitObjective();

    /// <summary>What stands for the absence of an input within the methods.</summary>
    public AttributionBaseline Baseline { get; init; }

    /// <summary>What becomes of a position that is taken away to test the answers.</summary>
    public RemovalMode Removal { get; init; } = RemovalMode.Pad;

    /// <summary>How many random orders the control is the mean of, from 2.</summary>
    public int RandomOrders { get; init; } = 10;

    /// <summary>How many random removals infidelity is the mean of, from 2.</summary>
    public int RandomRemovals { get; init; } = 10;

    /// <summary>How many noisy copies of the features sensitivity is the largest of, from 1; 0 does not measure it. Each runs every method once more.</summary>
    public int SensitivitySamples { get; init; }

    /// <summary>Whether methods that are not defined for the model are left out; otherwise they are an error.</summary>
    public bool LeavesOutUnfit { get; init; }

    /// <summary>Decides the random orders and removals, and the noise.</summary>
    public ulong Seed { get; init; }

    /// <summary>The rule sets that methods may ask for by name.</summary>
    public ImmutableArray<PropagationRules> Rules { get; init; } = [];

    /// <summary>Opens the files of tensors that a method's settings name; null where there are no such files.</summary>
    public Func<string, TensorFile>? OpenTensors { get; init; }

    /// <summary>How many rows go through the model together; null for as many as make <see cref="AttributionRunner.DefaultRowPositions"/> positions.</summary>
    public int? MaxRows { get; init; }

    /// <summary>How many bytes values may take beside the model's weights; null for any number. It bounds the rows of a pass and the states that a sweep keeps, and
    /// changes no number.</summary>
    public long? Memory { get; init; }

    /// <summary>Counts what sweeps run.</summary>
    internal SweepTally? Tally { get; init; }
}
