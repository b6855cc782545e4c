namespace AttentionLens.Engine;

/// <summary>A unit that is removed besides all of the steps before.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Value">The metric without it and all before it.</param>
/// <param name="Harm">By how much that is worse than the whole model; below 0 where it is better.</param>
/// <param name="Interval">The interval of 95 % of the harm over corpora drawn anew from the examples; null with fewer than two examples.</param>
public sealed record GreedyStep(ModelUnit Unit, double Value, double Harm, (double Low, double High)? Interval);
