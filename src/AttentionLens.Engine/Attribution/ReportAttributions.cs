using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The attributions that a report shows: each method's scores for the first examples, and how faithful they are.</summary>
public sealed record ReportAttributions
{
    /// <summary>The methods; their order does not matter.</summary>
    public required ImmutableArray<AttributionSelection> Methods { get; init; }

    /// <summary>What is explained.</summary>
    /// <value>By default the logit of each example's own target, or of the predicted class.</value>
    public Objective Objective { get; init; } = new LogitObjective();

    /// <summary>What stands for the absence of an input.</summary>
    public AttributionBaseline Baseline { get; init; }

    /// <summary>The rule sets that methods may ask for by name.</summary>
    /// <value>Empty by default.</value>
    public ImmutableArray<PropagationRules> Rules { get; init; } = [];

    /// <summary>Opens the files of tensors that a method's settings name; null where there are no such files.</summary>
    public Func<string, TensorFile>? OpenTensors { get; init; }

    /// <summary>How many examples, from the first, are explained. In [1, 10 000].</summary>
    /// <value>8 by default.</value>
    public int MaxExamples { get; init; } = 8;
}
