namespace AttentionLens;

/// <summary>A number that supports a finding.</summary>
/// <param name="Name">What was measured, for instance <c>entropy</c>.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit, for instance <c>nats</c>, <c>probability</c>, <c>positions</c>.</param>
/// <param name="StandardError">The standard error of the number over examples, or null where there is none.</param>
public sealed record Measure(string Name, double Value, string Unit, double? StandardError = null);
