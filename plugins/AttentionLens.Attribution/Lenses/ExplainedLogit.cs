namespace AttentionLens.Attribution;

/// <summary>What is read off a row of logits: that of one class, or what it has more than another.</summary>
/// <param name="Positive">The class that counts up.</param>
/// <param name="Negative">The class that counts down, or null for none.</param>
internal readonly record struct ExplainedLogit(int Positive, int? Negative)
{
    /// <summary>What is read of an example; the objective is one that <see cref="Demand"/> takes.</summary>
    public static ExplainedLogit Of(ExplainedTarget target) => new(target.Class!.Value, target.Against);

    /// <summary>Refuses an objective that is not linear in the logits.</summary>
    /// <exception cref="LensInputException">It is not.</exception>
    public static void Demand(Objective objective, string method)
    {
        if (objective is not (LogitObjective or LogitDifferenceObjective or ContrastObjective))
        {
            throw new LensInputException($"{method} explains a logit or the difference of two; choose --objective logit, logit-difference or logit-difference:A,B.");
        }
    }

    /// <summary>The value in a row of logits, or of anything else that has one number for each class.</summary>
    public double In(ReadOnlySpan<float> classes) => classes[Positive] - (Negative is { } other ? (double)classes[other] : 0);
}
