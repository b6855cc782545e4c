using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.Hosting;

/// <summary>What a model that loses units is trained on in between.</summary>
/// <param name="Examples">The labelled examples, as <see cref="InputProcessor.Encode"/> gives them.</param>
public sealed record FineTuning(ImmutableArray<EncodedExample> Examples)
{
    /// <summary>How it is trained after every round; the seed and the number of the round are those of the pruning.</summary>
    public FineTuningSettings Settings { get; init; } = new();

    /// <summary>Whether the examples are those that importance and cost are measured on, so that the curve says less about inputs that were not seen.</summary>
    /// <value>false by default.</value>
    public bool IsMeasured { get; init; }
}
