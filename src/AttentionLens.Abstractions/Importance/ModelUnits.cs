using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>The units of a model.</summary>
public static class ModelUnits
{
    /// <summary>The units of a model: by kind, then in forward order.</summary>
    /// <param name="hooks">The model's hook points.</param>
    /// <param name="headsAt">How many heads stand at a hook point of kind <see cref="HookKind.HeadOutput"/>.</param>
    public static ImmutableArray<ModelUnit> Of(HookCatalog hooks, Func<HookPoint, int> headsAt) =>
    [
        .. from hook in hooks.Where(hook => hook.Layer is not null)
           let unit = UnitAt(hook)
           where unit is not null
           orderby unit.Kind
           from part in unit.Kind == UnitKind.Head ? HeadsOf(unit, headsAt(hook)) : [unit]
           select part,
    ];

    /// <summary>The interventions that remove several units at once.</summary>
    /// <param name="units">The units.</param>
    /// <exception cref="LensInputException">One is a head, and how many stand beside it is not known.</exception>
    public static ImmutableArray<Intervention> RemovalOf(IEnumerable<ModelUnit> units) =>
    [
        .. units.GroupBy(unit => unit.Site).Select(together =>
        {
            HookSelector site = HookSelector.Of(together.Key);
            return together.First().Kind switch
            {
                UnitKind.Head => HeadsRemoved(site, [.. together]),
                UnitKind.Layer => (Intervention)new SkipLayer(site),
                _ => new ZeroAblation(site),
            };
        }),
    ];

    /// <summary>The word for a kind in commands and files: <c>head</c>, <c>attention</c>, <c>mlp</c>, <c>layer</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string WordOf(UnitKind kind) => kind switch
    {
        UnitKind.Head => "head",
        UnitKind.Attention => "attention",
        UnitKind.Mlp => "mlp",
        UnitKind.Layer => "layer",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a known kind."),
    };

    /// <summary>The kind of a word.</summary>
    /// <param name="word">The word.</param>
    /// <exception cref="LensInputException">It is the word for no kind.</exception>
    public static UnitKind KindOf(string word)
    {
        UnitKind[] kinds = Enum.GetValues<UnitKind>();
        int found = Array.FindIndex(kinds, kind => WordOf(kind) == word);
        return found >= 0 ? kinds[found] : throw new LensInputException($"'{word}' is no kind of unit; expected {string.Join(", ", kinds.Select(WordOf))}.");
    }

    private static ModelUnit? UnitAt(HookPoint hook) => hook.Kind switch
    {
        HookKind.HeadOutput => new ModelUnit(UnitKind.Head, AttentionWord(hook), hook.Layer!.Value),
        HookKind.AttentionOutput => new ModelUnit(UnitKind.Attention, AttentionWord(hook), hook.Layer!.Value),
        HookKind.MlpOutput => new ModelUnit(UnitKind.Mlp, StackWord(hook), hook.Layer!.Value),
        HookKind.ResidualPost => new ModelUnit(UnitKind.Layer, StackWord(hook), hook.Layer!.Value),
        _ => null,
    };

    private static string StackWord(HookPoint hook) => hook.Stack.Length == 0 ? ModelUnit.Self : hook.Stack;

    private static string AttentionWord(HookPoint hook) =>
        hook.Stack.Length == 0 ? ModelUnit.Self : hook.KeyStack != hook.Stack ? ModelUnit.Cross : $"{hook.Stack}_self";

    private static IEnumerable<ModelUnit> HeadsOf(ModelUnit unit, int heads) =>
        Enumerable.Range(0, heads).Select(head => unit with { Head = head, HeadCount = heads });

    private static HeadScale HeadsRemoved(HookSelector site, ModelUnit[] heads)
    {
        float[] scales = new float[heads[0].HeadCount];
        Array.Fill(scales, 1);
        foreach (ModelUnit unit in heads)
        {
            if (unit.Head is not { } head || head < 0 || head >= scales.Length)
            {
                throw new LensInputException($"Head '{unit}' is one of {scales.Length} heads, so it cannot be removed; take units from {nameof(ModelUnits)}.{nameof(Of)}.");
            }

            scales[head] = 0;
        }

        return new HeadScale(site, ImmutableArray.Create(scales));
    }
}
