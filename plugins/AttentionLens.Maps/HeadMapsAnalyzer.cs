using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AttentionLens.Maps;

/// <summary>Draws, for each example, the maps of single heads: by default those with the least and the most entropy.</summary>
public sealed class HeadMapsAnalyzer : LensAnalyzer
{
    /// <inheritdoc/>
    public override string Name => "maps.heads";

    /// <inheritdoc/>
    public override string Summary => "Single heads in full: the notable ones of each example, or those that are named.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions =>
        [MapOptions.Examples, MapOptions.HeadCells, MapOptions.Heads, MapOptions.NotableCount];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        HeadSelection selection = HeadSelection.Read(context, MapOptions.Heads);
        if (!selection.IsEmpty)
        {
            AttentionView.Register(
                context,
                context.Options.Get(MapOptions.HeadCells),
                (view, sink) =>
                {
                    foreach ((HookPoint hook, int head) in selection.Of(view))
                    {
                        sink.Publish(Figure(view, hook, head));
                    }
                });
        }
    }

    private static MatrixFigure Figure(AttentionView view, HookPoint hook, int head)
    {
        int layer = hook.Layer ?? 0;
        ImmutableArray<float> map = ImmutableCollectionsMarshal.AsImmutableArray(view.Map(hook, head));
        return new MatrixFigure(
            view.Group.Artefact(view.Example, string.Create(CultureInfo.InvariantCulture, $"layer-{layer}/head-{head}")),
            view.Group.Title(view.Example, string.Create(CultureInfo.InvariantCulture, $"Attention of head {layer}.{head}")),
            view.Rows.Labels,
            view.Columns.Labels,
            map,
            MapScale.Of([map]))
        {
            Caption = view.Caption,
            Address = view.Address(hook, head),
        };
    }
}
