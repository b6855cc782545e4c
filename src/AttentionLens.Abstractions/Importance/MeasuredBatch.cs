using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Examples with the metric of each on the model as it is.</summary>
/// <param name="Batch">The examples; where one logit is measured, their inputs name target and position.</param>
/// <param name="First">The place of the first of them among all examples.</param>
/// <param name="Values">The metric of each example.</param>
public sealed record MeasuredBatch(InputBatch Batch, int First, ImmutableArray<double> Values);
