using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AttentionLens.Maps;

/// <summary>Draws, for each example, one head or the mean over heads across all layers.</summary>
public sealed class CrossLayerMapsAnalyzer : LensAnalyzer
{
    private const string MeanOfHeads = "mean";

    /// <inheritdoc/>
    public override string Name => "maps.cross-layer";

    /// <inheritdoc/>
    public override string Summary => "The mean over heads, or heads of one number, across all layers.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [MapOptions.Examples, MapOptions.LayerCells, MapOptions.HeadAcross];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        string text = context.Options.Get(MapOptions.HeadAcross);
        int? head = text == MeanOfHeads ? null : Head(text, context.Model.Heads);
        AttentionView.Register(context, context.Options.Get(MapOptions.LayerCells), (view, sink) => sink.Publish(Figure(view, head)));
    }

    private static int Head(string text, int heads) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int head) && head < heads
            ? head
            : throw MapOptions.HeadAcross.Reject(text, string.Create(CultureInfo.InvariantCulture, $"mean, or a head from 0 to {heads - 1}"));

    private static HeadGridFigure Figure(AttentionView view, int? head)
    {
        ImmutableArray<HeadPanel> panels =
        [
            .. view.Group.Layers.Where(hook => head is null || head < view.Heads(hook)).Select(hook => head is { } single
                ? new HeadPanel(hook.Layer ?? 0, single, ImmutableCollectionsMarshal.AsImmutableArray(view.Map(hook, single)))
                : new HeadPanel(hook.Layer ?? 0, 0, HeadPanels.Mean(HeadPanels.Of(view, hook))) { Name = "mean" }),
        ];
        string name = head is { } number ? string.Create(CultureInfo.InvariantCulture, $"head-{number}") : "mean";
        string subject = head is null ? "Mean attention" : string.Create(CultureInfo.InvariantCulture, $"Attention of heads {head}");
        return HeadPanels.Grid(view, panels, $"cross-layer/{name}", $"{subject} across layers") with
        {
            Caption = head is null ? $"The mean of the maps of all heads of each layer. {view.Caption}" : $"Heads of one number have nothing else in common. {view.Caption}",
            Address = view.Address(),
        };
    }
}
