using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Maps;

/// <summary>Shows, for each example, the mean map of each layer's heads one after the other, all on one colour scale. Models with one layer have none.</summary>
public sealed class LayerFilmAnalyzer : LensAnalyzer
{
    /// <inheritdoc/>
    public override string Name => "maps.layers-film";

    /// <inheritdoc/>
    public override string Summary => "The mean map of each layer's heads, layer by layer as an animation.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [MapOptions.Examples, MapOptions.FilmCells];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => AttentionView.Register(context, context.Options.Get(MapOptions.FilmCells), Draw);

    private static void Draw(AttentionView view, AnalysisSink sink)
    {
        if (view.Group.Layers.Length < 2)
        {
            return;
        }

        ImmutableArray<ImmutableArray<float>> maps = [.. view.Group.Layers.Select(hook => HeadPanels.Mean(HeadPanels.Of(view, hook)))];
        ColorScale scale = MapScale.Of(maps);
        sink.Publish(new SequenceFigure(
            view.Group.Artefact(view.Example, "layers"),
            view.Group.Title(view.Example, "Mean attention from layer to layer"),
            [
                .. view.Group.Layers.Zip(maps, (hook, map) =>
                {
                    string layer = (hook.Layer ?? 0).ToString(CultureInfo.InvariantCulture);
                    return new SequenceFrame($"layer {layer}", HeadPanels.MeanFigure(view, hook, map, scale));
                }),
            ])
        {
            Caption = $"The mean of the maps of all heads of each layer, on one colour scale. {view.Caption}",
            Address = view.Address(),
        });
    }
}
