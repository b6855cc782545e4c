namespace AttentionLens.Engine;

/// <summary>What two units cost together.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="Harm">By how much the metric gets worse without both.</param>
/// <param name="Interaction">The harm of both less the harms of each alone: above 0 each makes up for the other, below 0 they need each other.</param>
public sealed record UnitPair(ModelUnit First, ModelUnit Second, double Harm, double Interaction)
{
    /// <summary>The interval of 95 % of the interaction over corpora drawn anew from the examples; null with fewer than two examples.</summary>
    public (double Low, double High)? Interval { get; init; }

    /// <summary>Whether the interaction is other than 0, corrected for the number of pairs; null with fewer than two examples.</summary>
    public RemovalTest? Test { get; init; }
}
