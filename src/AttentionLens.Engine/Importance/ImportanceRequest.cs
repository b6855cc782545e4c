using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Units of a model whose importance is to be found.</summary>
public sealed record ImportanceRequest
{
    /// <summary>The model.</summary>
    public required LensModel Model { get; init; }

    /// <summary>The examples. How they are batched changes nothing but the time.</summary>
    public required ImmutableArray<InputBatch> Batches { get; init; }

    /// <summary>The method.</summary>
    public required ImportanceMethod Method { get; init; }

    /// <summary>The method's settings, names and values as the user wrote them.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Options { get; init; } = [];

    /// <summary>The kinds of units.</summary>
    /// <value>Heads by default.</value>
    public ImmutableArray<UnitKind> Units { get; init; } = [UnitKind.Head];

    /// <summary>The stacks that units are taken of, as <see cref="ModelUnit.Stack"/> names them.</summary>
    /// <value>Empty by default: all.</value>
    public ImmutableArray<string> Stacks { get; init; } = [];

    /// <summary>Units that are not scored, for instance since they are gone already.</summary>
    /// <value>None by default.</value>
    public ImmutableArray<ModelUnit> Without { get; init; } = [];

    /// <summary>Labelled examples that methods which learn something learn from. How they are batched changes nothing but the time.</summary>
    /// <value>Empty by default: they learn from <see cref="Batches"/>.</value>
    public ImmutableArray<InputBatch> TrainingBatches { get; init; } = [];

    /// <summary>Gives copies of the model to methods that train its weights; null where there are none.</summary>
    /// <value>null by default.</value>
    public ModelTrainer? Trainer { get; init; }

    /// <summary>The metric.</summary>
    /// <value>null by default: the loss where every example has labels (or is a text whose next tokens are predicted), else the logit of the target.</value>
    public ImportanceMetric? Metric { get; init; }

    /// <summary>The rule sets that methods may ask for by name.</summary>
    public ImmutableArray<PropagationRules> Rules { get; init; } = [];

    /// <summary>How many rows go through the model together where a method has many to run; null for as many as
    /// make <see cref="AttributionRunner.DefaultRowPositions"/> positions.</summary>
    public int? MaxRows { get; init; }

    /// <summary>How many bytes values may take beside the model's weights; null for any number. It bounds the rows of a pass and the states that a sweep keeps, and
    /// changes no number.</summary>
    public long? Memory { get; init; }

    /// <summary>Decides all that is random.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many times the examples are drawn anew for the confidence intervals, from 1.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>How the p-values of removals are corrected for the number of units of their kind.</summary>
    /// <value><see cref="TestCorrection.Holm"/> by default.</value>
    public TestCorrection Correction { get; init; }
}
