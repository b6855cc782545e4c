using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.Hosting;

/// <summary>What the findings of a report propose to remove, as units that can be cut out.</summary>
public static class ProposedRemoval
{
    /// <summary>The rules whose findings propose what the model does as well without.</summary>
    public static ImmutableArray<string> Harmless { get; } = [ImportanceRules.CarriesNothing.Id, ImportanceRules.RedundantLayer.Id];

    /// <summary>The units that findings of some rules propose to remove, each once, in the order of the findings.</summary>
    /// <param name="report">The report.</param>
    /// <param name="rules">The rules' ids.</param>
    /// <param name="model">The model that the report speaks of.</param>
    /// <exception cref="LensInputException">A proposal is no removal, or the model has not what it names.</exception>
    public static ImmutableArray<ModelUnit> UnitsIn(AnalysisReport report, ImmutableArray<string> rules, LensModel model) =>
    [
        .. report.Findings.Where(finding => rules.Contains(finding.Descriptor.Id))
            .SelectMany(finding => finding.Proposals).SelectMany(proposal => proposal.Interventions)
            .SelectMany(intervention => UnitsOf(intervention, model)).Distinct(),
    ];

    /// <summary>The units that an intervention removes: heads that are scaled by 0 where all others are scaled by 1, an MLP that writes zeros, a block that is passed by.</summary>
    /// <param name="intervention">The intervention.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="LensInputException">It is something else.</exception>
    public static ImmutableArray<ModelUnit> UnitsOf(Intervention intervention, LensModel model)
    {
        HashSet<HookName> sites = [.. model.Hooks.Resolve(intervention.Target, HookCapabilities.Edit).Select(hook => hook.Name)];
        ImmutableArray<float> scales = intervention is HeadScale scale ? scale.Scales : [];
        UnitKind? kind = intervention switch
        {
            HeadScale when scales.All(factor => factor is 0 or 1) => UnitKind.Head,
            ZeroAblation => UnitKind.Mlp,
            SkipLayer => UnitKind.Layer,
            _ => null,
        };
        ImmutableArray<ModelUnit> units = [.. ModelUnits.Of(model.Hooks, _ => scales.Length).Where(unit => unit.Kind == kind && sites.Contains(unit.Site))];
        return kind is null || units.Select(unit => unit.Site).Distinct().Count() != sites.Count
            ? throw new LensInputException(
                $"Intervention '{intervention.GetType().Name}' at '{intervention.Target}' cannot be cut out of weights; expected heads scaled by 0 or 1, a zeroed mlp_out, or a layer that is passed by.")
            : [.. units.Where(unit => unit.Head is not { } head || scales[head] == 0)];
    }

    /// <summary>A request that removes these units and nothing else.</summary>
    /// <param name="request">Everything but the method, the kind and how much goes.</param>
    /// <param name="units">The units, of one kind.</param>
    /// <exception cref="LensInputException">There is none, or heads that share keys and values are named in part.</exception>
    public static PruningRequest Of(PruningRequest request, ImmutableArray<ModelUnit> units)
    {
        if (units.Select(unit => unit.Kind).Distinct().Count() != 1)
        {
            throw new LensInputException($"Units of {units.Select(unit => unit.Kind).Distinct().Count()} kinds were to be cut out together; expected one kind.");
        }

        IGrouping<(string Name, int Group), ModelUnit>[] groups =
            [.. units.GroupBy(unit => unit.Head is { } head ? (PruningOrder.NameOf(unit), head / GroupSize(request, unit)) : (unit.Site.Value, 0))];
        return groups.FirstOrDefault(group => group.First().Head is not null && group.Count() != GroupSize(request, group.First())) is { } part
            ? throw new LensInputException(
                $"Of the {GroupSize(request, part.First())} heads of '{part.Key.Name}' that share keys and values with {part.First()}, {part.Count()} were to be cut out; expected all or none.")
            : request with { Method = new ProposedUnits(units), Kind = units[0].Kind, Count = groups.Length, Fraction = null, MaxDrop = null };
    }

    private static int GroupSize(PruningRequest request, ModelUnit unit) =>
        request.Model is TransformerModel model ? PrunableGroups.SizeIn(model, PruningOrder.NameOf(unit)) : 1;

    /// <summary>Says that the named units are needed less than all others.</summary>
    private sealed class ProposedUnits(ImmutableArray<ModelUnit> units) : ImportanceMethod
    {
        public override ImportanceDescriptor Descriptor { get; } =
            new("proposals", "0 for what a report proposes to remove, 1 for all else.", [UnitKind.Head, UnitKind.Mlp, UnitKind.Layer]);

        public override ValueTask<ImportanceScores> ScoreAsync(ImportanceContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new ImportanceScores { Scores = [.. context.Units.Select(unit => units.Contains(unit) ? 0.0 : 1.0)] });
    }
}
