namespace AttentionLens.Models;

/// <summary>Objectives on one row of logits.</summary>
internal static class RowObjective
{
    /// <summary>The value; its gradient is written to <paramref name="gradient"/>, which holds zeros.</summary>
    public static double Evaluate(Objective objective, EncodedExample example, ReadOnlySpan<float> logits, Span<float> gradient)
    {
        switch (objective)
        {
            case LogitObjective logit:
                int target = TargetOf(logit.Target, example, logits);
                gradient[target] = 1;
                return logits[target];
            case LogitDifferenceObjective or ContrastObjective:
                (int positive, int negative) = ContrastOf(objective, example, logits.Length);
                gradient[positive] += 1;
                gradient[negative] -= 1;
                return (double)logits[positive] - logits[negative];
            case LogProbabilityObjective logProbability:
                return LogProbability(TargetOf(logProbability.Target, example, logits), logits, gradient);
            case ProbabilityObjective probability:
                double value = Math.Exp(LogProbability(TargetOf(probability.Target, example, logits), logits, gradient));
                foreach (ref float entry in gradient)
                {
                    entry = (float)(entry * value);
                }

                return value;
            default:
                throw new LensInputException($"Objective '{objective.GetType().Name}' is not known to this model.");
        }
    }

    /// <summary>The class that an objective is of, and the one that it is held against; null where there is none.</summary>
    public static (int? Class, int? Against) ClassesOf(Objective objective, EncodedExample example, ReadOnlySpan<float> logits) => objective switch
    {
        LogitObjective logit => (TargetOf(logit.Target, example, logits), null),
        ProbabilityObjective probability => (TargetOf(probability.Target, example, logits), null),
        LogProbabilityObjective probability => (TargetOf(probability.Target, example, logits), null),
        LogitDifferenceObjective or ContrastObjective => ContrastOf(objective, example, logits.Length),
        _ => (null, null),
    };

    /// <summary>The log-probability of a class, in nats; its gradient is written to <paramref name="gradient"/>.</summary>
    public static double LogProbability(int target, ReadOnlySpan<float> logits, Span<float> gradient)
    {
        double largest = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        for (int index = 0; index < logits.Length; index++)
        {
            gradient[index] = (float)((index == target ? 1 : 0) - (Math.Exp(logits[index] - largest) / sum));
        }

        return logits[target] - largest - Math.Log(sum);
    }

    private static (int Positive, int Negative) ContrastOf(Objective objective, EncodedExample example, int classes)
    {
        (int positive, int negative) = objective is LogitDifferenceObjective difference
            ? (difference.Positive, difference.Negative)
            : (((ContrastObjective)objective).Target ?? example.Input.Target ?? throw Missing(example, "target"), example.Input.WrongTarget ?? throw Missing(example, "wrong_target"));
        return (Demand(example, positive, classes), Demand(example, negative, classes));
    }

    private static LensInputException Missing(EncodedExample example, string key) => new(
        $"{ObjectiveEvaluator.Describe(example)} has no '{key}', and a contrast was asked for; give the input 'target' and 'wrong_target', or name both classes, logit-difference:A,B.");

    private static int TargetOf(int? given, EncodedExample example, ReadOnlySpan<float> logits)
    {
        if ((given ?? example.Input.Target) is { } target)
        {
            return Demand(example, target, logits.Length);
        }

        int predicted = 0;
        for (int index = 1; index < logits.Length; index++)
        {
            predicted = logits[index] > logits[predicted] ? index : predicted;
        }

        return predicted;
    }

    private static int Demand(EncodedExample example, int target, int classes) => target >= 0 && target < classes
        ? target
        : throw new LensInputException($"{ObjectiveEvaluator.Describe(example)}: class {target} was asked for; the model has classes 0 to {classes - 1}.");
}
