namespace AttentionLens.Engine;

/// <summary>What positions are taken away from to see whether they mattered.</summary>
internal static class JudgedObjective
{
    /// <summary>The probability of the explained class; a contrast, and the log-probability of a continuation, themselves.</summary>
    /// <param name="explained">What the methods explain.</param>
    public static Objective Of(Objective explained) => IsItself(explained) ? explained : new ProbabilityObjective();

    /// <summary>The unit of its values.</summary>
    /// <param name="explained">What the methods explain.</param>
    public static string UnitOf(Objective explained) => explained switch
    {
        LogitDifferenceObjective or ContrastObjective => "logit",
        ContinuationObjective => "nats",
        _ => "probability",
    };

    /// <summary>What an axis of its values is called.</summary>
    /// <param name="explained">What the methods explain.</param>
    public static string AxisOf(Objective explained) => explained switch
    {
        LogitDifferenceObjective or ContrastObjective => "difference of logits",
        ContinuationObjective => "log-probability, nats",
        _ => "probability",
    };

    /// <summary>What it is, in words.</summary>
    /// <param name="explained">What the methods explain.</param>
    public static string InWords(Objective explained) =>
        IsItself(explained) ? AttributionNames.InWords(explained) : "probability of the explained class";

    private static bool IsItself(Objective explained) => explained is LogitDifferenceObjective or ContrastObjective or ContinuationObjective;
}
