using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AttentionLens.Maps;

/// <summary>Puts the maps of many heads side by side.</summary>
internal static class HeadPanels
{
    public static HeadGridFigure Grid(AttentionView view, IEnumerable<HookPoint> layers, string name, string subject) =>
        Grid(view, [.. layers.SelectMany(layer => Of(view, layer))], name, subject);

    public static HeadGridFigure Grid(AttentionView view, ImmutableArray<HeadPanel> panels, string name, string subject) => new(
        view.Group.Artefact(view.Example, name),
        view.Group.Title(view.Example, subject),
        view.Rows.Labels,
        view.Columns.Labels,
        panels,
        MapScale.Of(panels.Select(panel => panel.Values)))
    {
        Caption = view.Caption,
    };

    /// <summary>The maps of all heads of one layer.</summary>
    public static ImmutableArray<HeadPanel> Of(AttentionView view, HookPoint hook) =>
    [
        .. Enumerable.Range(0, view.Heads(hook)).Select(head =>
            new HeadPanel(hook.Layer ?? 0, head, ImmutableCollectionsMarshal.AsImmutableArray(view.Map(hook, head)))),
    ];

    /// <summary>The mean of some maps.</summary>
    public static ImmutableArray<float> Mean(ImmutableArray<HeadPanel> panels)
    {
        float[] mean = new float[panels[0].Values.Length];
        foreach (HeadPanel panel in panels)
        {
            TensorPrimitives.Add(mean, panel.Values.AsSpan(), mean);
        }

        TensorPrimitives.Divide(mean, panels.Length, mean);
        return ImmutableCollectionsMarshal.AsImmutableArray(mean);
    }

    /// <summary>The mean of a layer's maps as a figure.</summary>
    public static MatrixFigure MeanFigure(AttentionView view, HookPoint hook, ImmutableArray<float> mean, ColorScale scale)
    {
        string layer = (hook.Layer ?? 0).ToString(CultureInfo.InvariantCulture);
        return new MatrixFigure(
            view.Group.Artefact(view.Example, $"layer-{layer}/head-mean"),
            view.Group.Title(view.Example, $"Mean attention of layer {layer}"),
            view.Rows.Labels,
            view.Columns.Labels,
            mean,
            scale)
        {
            Caption = $"The mean of the maps of all heads. {view.Caption}",
            Address = view.Address(hook),
        };
    }
}
