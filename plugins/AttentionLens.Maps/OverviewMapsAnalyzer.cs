using System.Collections.Immutable;

namespace AttentionLens.Maps;

/// <summary>Draws, for each example, every head of every layer as a thumbnail in one figure. Where a text has more tokens than a
/// thumbnail has cells, each cell shows the largest weight of its block.</summary>
public sealed class OverviewMapsAnalyzer : LensAnalyzer
{
    /// <inheritdoc/>
    public override string Name => "maps.overview";

    /// <inheritdoc/>
    public override string Summary => "All heads of all layers at a glance, one figure for each example.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [MapOptions.Examples, MapOptions.ThumbnailCells];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) =>
        AttentionView.Register(context, context.Options.Get(MapOptions.ThumbnailCells), Draw);

    private static void Draw(AttentionView view, AnalysisSink sink) =>
        sink.Publish(HeadPanels.Grid(view, view.Group.Layers, "all-heads", "Attention of all heads") with { Address = view.Address() });
}
