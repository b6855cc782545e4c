using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>What a training reached on examples that it did not train on.</summary>
/// <param name="Measures">The numbers, for instance the held-out accuracy.</param>
public sealed record TrainingOutcome(ImmutableArray<Measure> Measures);
