namespace AttentionLens.Engine;

/// <summary>Whether a removal changes the metric: the model with and without the unit, example by example.</summary>
/// <param name="Name">The test: <c>sign-flip-exact</c>, <c>sign-flip-drawn</c> or <c>sign-flip-normal</c> for numbers, <c>mcnemar-exact</c> for accuracy. All are two-sided.</param>
/// <param name="PValue">How likely a difference as large is where the removal changes nothing, in [0, 1].</param>
/// <param name="AdjustedPValue">The same, corrected for the number of units of the kind.</param>
public sealed record RemovalTest(string Name, double PValue, double AdjustedPValue)
{
    /// <summary>The mean harm in standard deviations of the examples' harms, with Hedges' correction for few examples; null where all examples are harmed
    /// alike, so that there is no deviation to measure by. Source: Cohen 1988, section 2.3.5; Hedges 1981, equation 6.</summary>
    public double? EffectSize { get; init; }

    /// <summary>Of accuracy: how many examples only the whole model gets right; null for other metrics.</summary>
    public int? Lost { get; init; }

    /// <summary>Of accuracy: how many examples only the model without the unit gets right; null for other metrics.</summary>
    public int? Won { get; init; }

    /// <summary>Of accuracy: the share of examples that goes wrong with the unit removed less the share that goes wrong as it is; null for other metrics.</summary>
    public double? RiskDifference { get; init; }
}
