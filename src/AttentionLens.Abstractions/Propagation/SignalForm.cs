namespace AttentionLens;

/// <summary>What the signal of a rule set is, and what a capture of it holds.</summary>
public enum SignalForm
{
    /// <summary>A gradient, some of whose steps the rules change. A capture holds it as it is, in objective units per unit of value.</summary>
    Gradient,

    /// <summary>A gradient as before, but a capture holds value ⊙ signal: the relevance of the value, in objective units.</summary>
    GradientTimesValue,

    /// <summary>Relevance itself, in objective units. Rules have to hand it on for every kind of operation that is not a mere
    /// choice of values: the gradient of an operation is no share of relevance.</summary>
    Relevance,
}
