using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>Gathers a model's hook points while its stages are built. A site is a hook point's index in forward order; stages keep
/// sites, so that a pass finds what is asked for without looking names up.</summary>
public sealed class HookSites
{
    private readonly List<HookPoint> _points = [];

    /// <summary>The stack whose hook points come next: empty for a model with one, else <c>encoder</c> or <c>decoder</c>.</summary>
    public string Stack { get; set; } = string.Empty;

    /// <summary>The number of hook points so far, which is the site of the next.</summary>
    public int Count => _points.Count;

    /// <summary>A name with the stack before it, for instance <c>decoder.blocks.0.attn</c>.</summary>
    /// <param name="name">The name within the stack.</param>
    public string InStack(string name) => Stack.Length == 0 ? name : $"{Stack}.{name}";

    /// <summary>Adds a hook point with every capability.</summary>
    /// <param name="kind">What it holds; decides dimensions and unit.</param>
    /// <param name="name">Its name within the stack, for instance <c>blocks.0.attn.q</c>.</param>
    /// <param name="layer">The block's index, or null outside the blocks.</param>
    /// <param name="reach">For hook points of attention: which positions are attended to.</param>
    /// <returns>The site.</returns>
    public int Add(HookKind kind, string name, int? layer = null, AttentionReach reach = AttentionReach.Everything) =>
        Add(kind, name, SpecOf(kind), layer, reach);

    /// <summary>Adds a hook point whose dimensions differ from what is usual for its kind.</summary>
    /// <param name="kind">What it holds.</param>
    /// <param name="name">Its name within the stack.</param>
    /// <param name="spec">The meaning of its dimensions and numbers.</param>
    /// <param name="layer">The block's index, or null outside the blocks.</param>
    /// <param name="reach">For hook points of attention: which positions are attended to.</param>
    /// <returns>The site.</returns>
    public int Add(HookKind kind, string name, TensorSpec spec, int? layer = null, AttentionReach reach = AttentionReach.Everything)
    {
        // The logits are what the whole model gives: they have a stack's positions but not its name.
        _points.Add(new HookPoint(HookName.Parse(kind == HookKind.Logits ? name : InStack(name)), kind, Stack, layer, spec, HookCapabilities.All)
        {
            KeyStack = reach == AttentionReach.Encoder ? "encoder" : Stack,
            IsCausal = reach == AttentionReach.Earlier,
        });
        return _points.Count - 1;
    }

    /// <summary>The hook points so far, as a catalog.</summary>
    public HookCatalog ToCatalog() => new(_points);

    /// <summary>The usual dimensions and unit of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static TensorSpec SpecOf(HookKind kind)
    {
        ImmutableArray<Axis> axes = kind switch
        {
            HookKind.Query or HookKind.Key or HookKind.Value or HookKind.HeadOutput =>
                [Axis.Batch, Axis.Position, Axis.Head, Axis.HeadWidth],
            HookKind.Scores or HookKind.Pattern => [Axis.Batch, Axis.Head, Axis.Query, Axis.Key],
            HookKind.HeadResult => [Axis.Batch, Axis.Position, Axis.Head, Axis.Width],
            HookKind.MlpPre or HookKind.MlpPost => [Axis.Batch, Axis.Position, Axis.MlpWidth],
            HookKind.Pixels => [Axis.Batch, Axis.Channel, Axis.PixelRow, Axis.PixelColumn],
            HookKind.Pooled => [Axis.Batch, Axis.Width],
            HookKind.Logits => [Axis.Batch, Axis.Position, Axis.Class],
            _ => [Axis.Batch, Axis.Position, Axis.Width],
        };
        string unit = kind switch
        {
            HookKind.Pattern => "probability",
            HookKind.Scores => "scaled score",
            HookKind.Logits => "logit",
            HookKind.Pixels => "intensity",
            _ => "activation",
        };
        return new TensorSpec(axes, unit);
    }
}
