using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>An attribution to be computed.</summary>
public sealed record AttributionRequest
{
    /// <summary>The model.</summary>
    public required LensModel Model { get; init; }

    /// <summary>The examples.</summary>
    public required InputBatch Batch { get; init; }

    /// <summary>The method.</summary>
    public required AttributionMethod Method { get; init; }

    /// <summary>What is explained.</summary>
    /// <value>By default the logit of each example's own target, or of the predicted class.</value>
    public Objective Objective { get; init; } = new LogitObjective();

    /// <summary>What stands for the absence of an input.</summary>
    public AttributionBaseline Baseline { get; init; }

    /// <summary>The method's settings, names and values as the user wrote them.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Options { get; init; } = [];

    /// <summary>The rule sets that methods may ask for by name.</summary>
    public ImmutableArray<PropagationRules> Rules { get; init; } = [];

    /// <summary>Opens the files of tensors that a method's settings name; null where there are no such files.</summary>
    public Func<string, TensorFile>? OpenTensors { get; init; }

    /// <summary>How many rows go through the model together where a method has many to run; null for as many as
    /// make <see cref="AttributionRunner.DefaultRowPositions"/> positions.</summary>
    public int? MaxRows { get; init; }

    /// <summary>How many bytes values may take beside the model's weights; null for any number. It bounds the rows of a pass and the states that a sweep keeps, and
    /// changes no number.</summary>
    public long? Memory { get; init; }

    /// <summary>What a run of the batch has said already, for methods that ask; null where it has not run.</summary>
    internal ExplainedBatch? Explained { get; init; }

    /// <summary>Counts what sweeps run.</summary>
    internal SweepTally? Tally { get; init; }

    /// <summary>What a run says of a batch.</summary>
    internal static ExplainedBatch ExplainedIn(ModelRun run, InputBatch batch) => new(batch.Pinned(run.Targets), run.Targets, run.ObjectiveValues);
}
