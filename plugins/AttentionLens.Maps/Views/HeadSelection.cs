using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Maps;

/// <summary>Which single heads are drawn, as an option <c>heads</c> says.</summary>
internal sealed class HeadSelection
{
    private readonly Func<AttentionView, IEnumerable<(HookPoint Hook, int Head)>> _choose;

    private HeadSelection(Func<AttentionView, IEnumerable<(HookPoint Hook, int Head)>> choose, bool isEmpty = false)
    {
        _choose = choose;
        IsEmpty = isEmpty;
    }

    public bool IsEmpty { get; }

    public static HeadSelection Read(AnalysisContext context, TextOption option)
    {
        string text = context.Options.Get(option);
        return text switch
        {
            "none" => new HeadSelection(_ => [], isEmpty: true),
            "all" => new HeadSelection(All),
            "notable" => Notable((int)context.Options.Get(MapOptions.NotableCount)),
            _ => Listed(text, context, option),
        };
    }

    public IEnumerable<(HookPoint Hook, int Head)> Of(AttentionView view) => _choose(view);

    private static IEnumerable<(HookPoint Hook, int Head)> All(AttentionView view) =>
        view.Group.Layers.SelectMany(hook => Enumerable.Range(0, view.Heads(hook)).Select(head => (hook, head)));

    private static HeadSelection Notable(int count) => new(view =>
    {
        (HookPoint Hook, int Head)[] heads = [.. All(view).OrderBy(head => HeadEntropy.Of(view, head.Hook, head.Head))];
        int concentrated = Math.Min((count + 1) / 2, heads.Length);
        int broad = Math.Min(count / 2, heads.Length - concentrated);
        return [.. heads[..concentrated], .. heads[^broad..]];
    });

    private static HeadSelection Listed(string text, AnalysisContext context, TextOption option)
    {
        ImmutableArray<MapGroup> groups = MapGroup.All(context.Hooks);
        HashSet<(int Layer, int Head)> listed = [];
        foreach (string entry in text.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] parts = entry.Split('.');
            if (parts.Length != 2
                || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int layer)
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int head))
            {
                throw option.Reject(text, "notable, all, none, or heads as layer.head joined by commas, for instance 0.3,2.1");
            }

            if (head >= context.Model.Heads || !groups.Any(group => group.Layers.Any(hook => hook.Layer == layer)))
            {
                throw option.Reject(
                    text,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"heads from 0.0 to {groups.Max(group => group.Layers[^1].Layer)}.{context.Model.Heads - 1}, the last of this model"));
            }

            listed.Add((layer, head));
        }

        return new HeadSelection(view => All(view).Where(head => listed.Contains((head.Hook.Layer ?? 0, head.Head))));
    }
}
