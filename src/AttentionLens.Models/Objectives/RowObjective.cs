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
            case LogitDifferenceObjective difference:
                int positive = Demand(example, difference.Positive, logits.Length);
                int negative = Demand(example, difference.Negative, logits.Length);
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

    /// <summary>The class that an objective is of, or null where it is not of one.</summary>
    public static int? ClassOf(Objective objective, EncodedExample example, ReadOnlySpan<float> logits) => objective switch
    {
        LogitObjective logit => TargetOf(logit.Target, example, logits),
        ProbabilityObjective probability => TargetOf(probability.Target, example, logits),
        LogProbabilityObjective probability => TargetOf(probability.Target, example, logits),
        _ => null,
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
