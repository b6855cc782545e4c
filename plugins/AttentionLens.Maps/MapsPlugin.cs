using AttentionLens;
using AttentionLens.Maps;

[assembly: LensPlugin(typeof(MapsPlugin))]

namespace AttentionLens.Maps;

/// <summary>Attention maps: all heads at a glance, layer by layer, head by head, from token to token, across layers and over images, and what each token receives.</summary>
public sealed class MapsPlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder)
    {
        builder.AddAnalyzer<OverviewMapsAnalyzer>();
        builder.AddAnalyzer<LayerMapsAnalyzer>();
        builder.AddAnalyzer<LayerFilmAnalyzer>();
        builder.AddAnalyzer<WrittenFilmAnalyzer>();
        builder.AddAnalyzer<HeadMapsAnalyzer>();
        builder.AddAnalyzer<TokenMapsAnalyzer>();
        builder.AddAnalyzer<HeadViewAnalyzer>();
        builder.AddAnalyzer<FlowMapsAnalyzer>();
        builder.AddAnalyzer<NeuronMapsAnalyzer>();
        builder.AddAnalyzer<CrossLayerMapsAnalyzer>();
        builder.AddAnalyzer<PatchMapsAnalyzer>();
    }
}
