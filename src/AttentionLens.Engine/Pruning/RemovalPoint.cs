namespace AttentionLens.Engine;

/// <summary>The metric with some units removed.</summary>
/// <param name="Removed">How many units.</param>
/// <param name="Value">The metric.</param>
/// <param name="Interval">What of 95 of 100 corpora drawn anew from the examples lies between; null with fewer than two examples.</param>
public sealed record RemovalPoint(int Removed, double Value, (double Low, double High)? Interval);
