using System.Collections.Immutable;

namespace AttentionLens.Maps;

/// <summary>Publishes, for each example, the attention of all heads of all layers token by token: what arcs and interactive pages are drawn from.</summary>
public sealed class HeadViewAnalyzer : LensAnalyzer
{
    /// <inheritdoc/>
    public override string Name => "maps.head-view";

    /// <inheritdoc/>
    public override string Summary => "All heads token by token: arcs of one layer, and everything for a page that can be moved about.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [MapOptions.Examples, MapOptions.HeadViewCells, MapOptions.ShownLayer];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        int layer = LayerChoice.Read(context, MapOptions.ShownLayer);
        AttentionView.Register(context, context.Options.Get(MapOptions.HeadViewCells), (view, sink) => sink.Publish(Figure(view, layer)));
    }

    private static HeadViewFigure Figure(AttentionView view, int layer)
    {
        HookPoint shown = view.Group.Layers.FirstOrDefault(hook => hook.Layer == layer) ?? view.Group.Layers.MinBy(hook => LayerEntropy(view, hook))!;
        return new HeadViewFigure(
            view.Group.Artefact(view.Example, "arcs"),
            view.Group.Title(view.Example, "Attention from token to token"),
            view.Rows.Labels,
            view.Columns.Labels,
            [.. view.Group.Layers.SelectMany(hook => Heads(view, hook))])
        {
            Layer = shown.Layer ?? 0,
            QuerySentences = view.Rows.Sentences,
            KeySentences = view.Columns.Sentences,
            Caption = view.ArcCaption,
            Address = view.Address(),
        };
    }

    private static IEnumerable<AttentionHead> Heads(AttentionView view, HookPoint hook) => Enumerable.Range(0, view.Heads(hook)).Select(head =>
        new AttentionHead(hook.Layer ?? 0, head, AttentionWeights.Of(view.Rows.Cells, view.Columns.Cells, view.Map(hook, head))));

    private static double LayerEntropy(AttentionView view, HookPoint hook) =>
        Enumerable.Range(0, view.Heads(hook)).Average(head => HeadEntropy.Of(view, hook, head));
}
