namespace AttentionLens.Attribution;

/// <summary>Changes that put kept numbers into the value of a hook point.</summary>
internal static class RowWrite
{
    /// <summary>Writes a range of numbers.</summary>
    /// <param name="hook">The hook point.</param>
    /// <param name="start">Where the first of them goes in what the change sees.</param>
    /// <param name="values">The numbers that were kept.</param>
    /// <param name="range">Which of them are written.</param>
    public static CustomEdit Of(HookPoint hook, int start, float[] values, Range range) => new(
        HookSelector.Of(hook.Name), (in EditContext context) => values.AsSpan(range).CopyTo(FlatSpan.Of(context.Value)[start..]));
}
