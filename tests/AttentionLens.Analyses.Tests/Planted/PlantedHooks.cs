namespace AttentionLens.Analyses.Tests;

/// <summary>Hook points of patterns.</summary>
internal static class PlantedHooks
{
    private static readonly TensorSpec Pattern = new([Axis.Batch, Axis.Head, Axis.Query, Axis.Key], "probability");

    public static HookPoint Self(int layer, bool causal = false, string stack = "") => new(
        HookName.Parse($"{(stack.Length == 0 ? string.Empty : stack + ".")}blocks.{layer}.attn.pattern"),
        HookKind.Pattern,
        stack,
        layer,
        Pattern,
        HookCapabilities.All)
    {
        IsCausal = causal,
    };

    public static HookPoint Cross(int layer) => new(
        HookName.Parse($"decoder.blocks.{layer}.cross_attn.pattern"), HookKind.Pattern, "decoder", layer, Pattern, HookCapabilities.All)
    {
        KeyStack = "encoder",
    };
}
