using System.Collections.Immutable;

namespace AttentionLens.Importance;

/// <summary>Proposes to remove what a finding of importance speaks of, in a form that can be cut out of the model's weights.</summary>
public sealed class RemovalInterventions : InterventionProvider
{
    /// <inheritdoc/>
    public override string Name => "importance.removals";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableFindingIds { get; } =
    [
        ImportanceRules.CarriesNothing.Id, ImportanceRules.SinglePoint.Id, ImportanceRules.RedundantLayer.Id, ImportanceRules.BackEachOtherUp.Id,
    ];

    /// <inheritdoc/>
    public override ImmutableArray<InterventionProposal> Propose(Finding finding, ImmutableArray<ModelUnit> units)
    {
        ModelUnit? unit = units.FirstOrDefault(unit => unit.Site == finding.Address.Hook && unit.Head == finding.Address.Head);
        if (unit is null)
        {
            return [];
        }

        // The bias of an attention sublayer is no head's, and stays when heads are cut out.
        ModelUnit[] heads = [.. units.Where(other => other.Kind == UnitKind.Head && (other.Stack, other.Layer) == (unit.Stack, unit.Layer))];
        return unit.Kind != UnitKind.Attention ? [new InterventionProposal($"Remove {unit}", unit.Removal)]
            : heads.Length > 0 ? [new InterventionProposal($"Remove all heads of {unit}", ModelUnits.RemovalOf(heads))]
            : [];
    }
}
