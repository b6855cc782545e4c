using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace AttentionLens.Maps;

/// <summary>Puts the maps of many heads side by side.</summary>
internal static class HeadPanels
{
    public static HeadGridFigure Grid(AttentionView view, IEnumerable<HookPoint> layers, string name, string subject)
    {
        ImmutableArray<HeadPanel> panels = [.. layers.SelectMany(layer => Of(view, layer))];
        return new HeadGridFigure(
            view.Group.Artefact(view.Example, name),
            view.Group.Title(view.Example, subject),
            view.Rows.Labels,
            view.Columns.Labels,
            panels,
            MapScale.Of(panels.Select(panel => panel.Values)))
        {
            Caption = view.Caption,
        };
    }

    private static IEnumerable<HeadPanel> Of(AttentionView view, HookPoint hook) =>
        Enumerable.Range(0, view.Heads(hook)).Select(head =>
            new HeadPanel(hook.Layer ?? 0, head, ImmutableCollectionsMarshal.AsImmutableArray(view.Map(hook, head))));
}
