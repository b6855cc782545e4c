namespace AttentionLens.Heads;

/// <summary>Sees that a hook point gives what its kind says.</summary>
internal static class PatternShape
{
    /// <exception cref="LensInputException">The value is not a pattern [batch, head, query, key] of the batch.</exception>
    public static void Demand(in HookContext context)
    {
        ReadOnlySpan<nint> found = context.Value.Lengths;
        EncodedExample example = context.Batch.Examples[0];
        ReadOnlySpan<nint> expected =
        [
            context.Batch.Size,
            found.Length > 1 ? found[1] : 0,
            example.InStack(context.Hook.Stack).Tokens.Length,
            example.InStack(context.Hook.KeyStack).Tokens.Length,
        ];
        if (!found.SequenceEqual(expected))
        {
            throw new LensInputException(
                $"Hook point '{context.Hook.Name}' gave a tensor of [{string.Join(", ", found.ToArray())}]; expected a pattern "
                + $"[batch {expected[0]}, head, query {expected[2]}, key {expected[3]}]: the model's adapter is at fault.");
        }
    }
}
