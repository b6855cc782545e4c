using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What a method says of the examples that are tested.</summary>
/// <param name="Name">The method.</param>
/// <param name="Rankings">The order of its scores, for each example.</param>
/// <param name="Sensitivities">The largest relative change of its scores under noise, for each example; null where it was not measured or has none.</param>
internal sealed record MethodAnswer(string Name, ImmutableArray<Ranking> Rankings, ImmutableArray<double?> Sensitivities);
