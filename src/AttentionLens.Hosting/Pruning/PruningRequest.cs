using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>A model that is to lose what it needs least.</summary>
public sealed record PruningRequest
{
    /// <summary>The model.</summary>
    public required LensModel Model { get; init; }

    /// <summary>The folder that it was loaded from.</summary>
    public required ModelFolder Folder { get; init; }

    /// <summary>The examples that importance and cost are measured on.</summary>
    public required ImmutableArray<InputBatch> Batches { get; init; }

    /// <summary>Says what is needed least.</summary>
    public required ImportanceMethod Method { get; init; }

    /// <summary>The method's settings.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Options { get; init; } = [];

    /// <summary>What may go: heads, MLPs or blocks.</summary>
    public UnitKind Kind { get; init; } = UnitKind.Head;

    /// <summary>What the cost is measured by; null for accuracy where every example has a label, the loss where there are other labels, else the probability of
    /// the target.</summary>
    public ImportanceMetric? Metric { get; init; }

    /// <summary>How many units go; null where something else says so.</summary>
    public int? Count { get; init; }

    /// <summary>Which share of the units goes, in [0, 1]; null where something else says so.</summary>
    public double? Fraction { get; init; }

    /// <summary>How much worse the metric may get, in its own unit: as many units go as cost no more, up to the first step that costs more; null where something
    /// else says so.</summary>
    public double? MaxDrop { get; init; }

    /// <summary>In how many rounds units go, from 1: importance is measured anew in each, and the weights that are left are trained where
    /// <see cref="FineTuning"/> says so. With <see cref="MaxDrop"/> each round takes the same share of the units, and the first that costs more is undone and the last.</summary>
    /// <value>1 by default.</value>
    public int Rounds { get; init; } = 1;

    /// <summary>What is trained on after each round.</summary>
    /// <value>null by default: nothing is trained.</value>
    public FineTuning? FineTuning { get; init; }

    /// <summary>The stacks that units may be lost of, as <see cref="ModelUnit.Stack"/> names them.</summary>
    /// <value>Empty by default: all.</value>
    public ImmutableArray<string> Stacks { get; init; } = [];

    /// <summary>How many points the curve has at most, besides the whole model.</summary>
    public int Steps { get; init; } = 20;

    /// <summary>The rule sets that methods may ask for by name.</summary>
    public ImmutableArray<PropagationRules> Rules { get; init; } = [];

    /// <summary>How many bytes values may take beside the model's weights; null for any number. It bounds the rows of a pass and the states that a sweep keeps, and
    /// changes no number.</summary>
    public long? Memory { get; init; }

    /// <summary>Decides all that is random.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether a drop is no larger than asked for; 0.99 to 0.98 is 0.01, whatever binary fractions make of it.</summary>
    internal bool Allows(double drop) => MaxDrop is not { } most || drop <= most + 1e-9;

    /// <summary>The question how important the units of a model are, that of this pruning or what is left of it.</summary>
    internal ImportanceRequest Importance(LensModel model, ImmutableArray<InputBatch> batches, ModelTrainer trainer) => new()
    {
        Model = model,
        Batches = batches,
        Method = Method,
        Options = Options,
        Units = [Kind],
        Stacks = Stacks,
        TrainingBatches = FineTuning is { IsMeasured: false } tuning ? [.. tuning.Examples.Chunk(tuning.Settings.BatchSize).Select(model.Inputs.Collate)] : [],
        Trainer = trainer,
        Memory = Memory,
        Rules = Rules,
        Seed = Seed,
    };
}
