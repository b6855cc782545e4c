namespace AttentionLens;

/// <summary>Which weights of a linear operation take part.</summary>
public enum WeightPart
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>The positive ones; the others count as 0.</summary>
    Positive,

    /// <summary>The negative ones; the others count as 0.</summary>
    Negative,
}
