using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Examples with what is explained of them fixed.</summary>
/// <param name="Batch">The examples; their inputs name target and position.</param>
/// <param name="Targets">What is explained, for each example.</param>
/// <param name="Values">The objective of each example on its input as it is.</param>
public sealed record ExplainedBatch(InputBatch Batch, ImmutableArray<ExplainedTarget> Targets, ImmutableArray<double> Values);
