namespace AttentionLens.Testing.Conformance;

/// <summary>A law of adapters.</summary>
/// <param name="Id">Its name, for instance <c>key-mask</c>.</param>
/// <param name="Demand">What it demands, in one sentence.</param>
public sealed record ConformanceLaw(string Id, string Demand);
