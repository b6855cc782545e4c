namespace AttentionLens.Attribution;

/// <summary>What stands before the names of tensors that have a number for each head of one kind of attention.</summary>
internal static class HeadPrefix
{
    /// <summary>Nothing in a model of one stack, else <c>encoder_</c>, <c>decoder_</c> or <c>cross_</c>.</summary>
    public static string Of(HookPoint hook) => hook.Stack.Length == 0 ? string.Empty : $"{(hook.KeyStack == hook.Stack ? hook.Stack : "cross")}_";
}
