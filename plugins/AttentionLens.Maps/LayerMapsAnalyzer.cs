using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Maps;

/// <summary>Draws, for each example and layer, the maps of all heads with their tokens, and by choice their mean.</summary>
public sealed class LayerMapsAnalyzer : LensAnalyzer
{
    /// <inheritdoc/>
    public override string Name => "maps.layers";

    /// <inheritdoc/>
    public override string Summary => "All heads of one layer with token labels, one figure for each layer and example.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [MapOptions.Examples, MapOptions.LayerCells, MapOptions.HeadMean];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        bool mean = context.Options.Get(MapOptions.HeadMean) == "yes";
        AttentionView.Register(context, context.Options.Get(MapOptions.LayerCells), (view, sink) => Draw(view, mean, sink));
    }

    private static void Draw(AttentionView view, bool mean, AnalysisSink sink)
    {
        foreach (HookPoint hook in view.Group.Layers)
        {
            string layer = (hook.Layer ?? 0).ToString(CultureInfo.InvariantCulture);
            HeadGridFigure grid = HeadPanels.Grid(view, [hook], $"layer-{layer}/all-heads", $"Attention of layer {layer}");
            sink.Publish(grid with { Address = view.Address(hook) });
            if (mean && !grid.Panels.IsEmpty)
            {
                ImmutableArray<float> average = HeadPanels.Mean(grid.Panels);
                sink.Publish(HeadPanels.MeanFigure(view, hook, average, MapScale.Of([average])));
            }
        }
    }
}
