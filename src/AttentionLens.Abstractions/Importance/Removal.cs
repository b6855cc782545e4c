namespace AttentionLens;

/// <summary>What the metric loses without a unit, and how sure that is.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Harm">By how much the metric is worse without it.</param>
/// <param name="Low">The low end of the harm's interval of 95 %.</param>
/// <param name="High">The high end.</param>
public readonly record struct Removal(ModelUnit Unit, double Harm, double Low, double High);
