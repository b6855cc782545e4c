using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Maps;

/// <summary>The patterns that are drawn together: those of one stack's self-attention, or of cross-attention, in order of layers.</summary>
internal sealed class MapGroup
{
    private readonly string _slug;

    private MapGroup(string stack, string keyStack, ImmutableArray<HookPoint> layers)
    {
        Stack = stack;
        KeyStack = keyStack;
        Layers = layers;
        _slug = stack == keyStack ? stack : "cross";
    }

    // The range leaves out patterns that belong to no block: they have no place among layers.
    public static HookSelector Patterns { get; } = HookSelector.Of(HookKind.Pattern, 0..);

    public string Stack { get; }

    public string KeyStack { get; }

    public ImmutableArray<HookPoint> Layers { get; }

    /// <summary>Whether tokens attend to tokens of their own stack.</summary>
    public bool IsSelf => Stack == KeyStack;

    public static ImmutableArray<MapGroup> All(HookCatalog hooks) =>
    [
        .. hooks.Resolve(Patterns)
            .GroupBy(hook => (hook.Stack, hook.KeyStack))
            .Select(group => new MapGroup(group.Key.Stack, group.Key.KeyStack, [.. group.OrderBy(hook => hook.Layer)])),
    ];

    public ArtefactId Artefact(EncodedExample example, string name) =>
        new(Invariant($"maps/example-{example.Index}/{(_slug.Length == 0 ? string.Empty : _slug + "/")}{name}"));

    /// <summary>A heading with what is drawn, in which attention, for which example.</summary>
    public string Title(EncodedExample example, string subject)
    {
        string attention = _slug switch
        {
            "" => string.Empty,
            "cross" => " of cross-attention",
            _ => $" of the {_slug}",
        };
        return Invariant($"{subject}{attention}, example {example.Index}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
