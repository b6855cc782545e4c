namespace AttentionLens.Testing.Conformance;

/// <summary>The objective that laws differentiate.</summary>
internal static class Objectives
{
    /// <summary>The log-probability of the first example's class with the largest logit, fixed so that small edits do not change the class.</summary>
    /// <param name="run">A run of the batch.</param>
    public static Objective For(Recording run)
    {
        int classes = run.Output.Shape[^1];
        int best = 0;
        for (int index = 1; index < classes; index++)
        {
            best = run.Output.Values[index] > run.Output.Values[best] ? index : best;
        }

        return classes > 1 ? new LogProbabilityObjective(best) : new LogitObjective(best);
    }
}
