namespace AttentionLens.Attribution;

/// <summary>The position at which a model's answer is read: the row of a matrix of positions that explains it.</summary>
internal static class ReadPosition
{
    /// <summary>The explained position; where the model answers once for the whole example, its last position in a causal model
    /// and its first otherwise (<c>[CLS]</c>). Counted with padding.</summary>
    public static int Of(AttributionContext context, int example, ExplainedTarget target)
    {
        if (target.Position is { } position)
        {
            return position;
        }

        HookPoint last = context.Model.Hooks.Last(hook => hook.Kind == HookKind.Pattern);
        EncodedExample read = context.Batch.Examples[example].InStack(last.Stack);
        return last.IsCausal ? read.Start + read.Length - 1 : read.Start;
    }
}
