namespace AttentionLens.Attribution;

/// <summary>The position at which a model's answer is read: the row of a matrix of positions that explains it.</summary>
internal static class ReadPosition
{
    /// <summary>The explained position; where the model answers once for the whole example, its last position in a causal model
    /// and its first otherwise (<c>[CLS]</c>). Counted with padding.</summary>
    /// <exception cref="LensInputException">The objective has many positions.</exception>
    public static int Of(AttributionContext context, int example, ExplainedTarget target)
    {
        if (context.Objective is ContinuationObjective)
        {
            throw new LensInputException(
                "The method explains the answer at one position, and the objective continuation has many; choose --objective log-probability with --position, or a gradient, perturbation or relevance method.");
        }

        if (target.Position is { } position)
        {
            return position;
        }

        HookPoint last = context.Model.Hooks.Last(hook => hook.Kind == HookKind.Pattern);
        EncodedExample read = context.Batch.Examples[example].InStack(last.Stack);
        return last.IsCausal ? read.Start + read.Length - 1 : read.Start;
    }
}
