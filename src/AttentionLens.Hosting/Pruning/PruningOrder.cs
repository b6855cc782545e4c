using System.Collections.Immutable;
using AttentionLens.Engine;
using AttentionLens.Models;

namespace AttentionLens.Hosting;

/// <summary>In which order units go.</summary>
internal static class PruningOrder
{
    /// <summary>The units, least important first; heads that share keys and values go together.</summary>
    public static ImmutableArray<ImmutableArray<ModelUnit>> Of(TransformerModel model, ImportanceResult importance) =>
    [
        .. importance.Units.GroupBy(unit => unit.Unit.Kind == UnitKind.Head
                ? (NameOf(unit.Unit), unit.Unit.Head!.Value / PrunableGroups.SizeIn(model, NameOf(unit.Unit)))
                : (unit.Unit.Site.Value, 0))
            .OrderBy(group => group.Sum(unit => unit.Score))
            .Select(group => group.Select(unit => unit.Unit).ToImmutableArray()),
    ];

    /// <summary>The sublayer or block of a unit.</summary>
    public static string NameOf(ModelUnit unit) => unit.Site.Value[..unit.Site.Value.LastIndexOf('.')];
}
