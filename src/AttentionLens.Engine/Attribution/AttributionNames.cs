namespace AttentionLens.Engine;

/// <summary>The names of what an attribution is asked for, as users, reports and files write them.</summary>
public static class AttributionNames
{
    /// <summary>The name of an objective, for instance <c>log-probability</c>, <c>logit-difference:1,0</c>, or <c>logit-difference</c> where the examples name the classes.</summary>
    /// <param name="objective">The objective.</param>
    public static string Of(Objective objective) => objective switch
    {
        LogitObjective => "logit",
        ProbabilityObjective => "probability",
        LogProbabilityObjective => "log-probability",
        LogitDifferenceObjective difference => FormattableString.Invariant($"logit-difference:{difference.Positive},{difference.Negative}"),
        ContrastObjective => "logit-difference",
        LossObjective => "loss",
        ContinuationObjective => "continuation",
        _ => objective.GetType().Name,
    };

    /// <summary>What an objective is of each example, in words, for instance <c>logit of the target less that of the wrong target</c>.</summary>
    /// <param name="objective">The objective.</param>
    public static string InWords(Objective objective) => objective switch
    {
        LogitObjective or ProbabilityObjective or LogProbabilityObjective => $"{Of(objective)} of one class",
        LogitDifferenceObjective difference => FormattableString.Invariant($"logit of class {difference.Positive} less that of class {difference.Negative}"),
        ContrastObjective => "logit of the target less that of the wrong target",
        ContinuationObjective => "log-probability of the continuation",
        _ => Of(objective),
    };

    /// <summary>The name of a baseline.</summary>
    /// <param name="baseline">The baseline.</param>
    public static string Of(AttributionBaseline baseline) => baseline switch
    {
        AttributionBaseline.Zero => "zero",
        AttributionBaseline.Pad => "pad",
        AttributionBaseline.Mask => "mask",
        _ => throw new ArgumentOutOfRangeException(nameof(baseline), baseline, "Expected a known baseline."),
    };

    /// <summary>The name of a removal.</summary>
    /// <param name="removal">The removal.</param>
    public static string Of(RemovalMode removal) => removal switch
    {
        RemovalMode.Delete => "delete",
        RemovalMode.Mask => "mask",
        RemovalMode.Pad => "pad",
        _ => throw new ArgumentOutOfRangeException(nameof(removal), removal, "Expected a known removal."),
    };
}
