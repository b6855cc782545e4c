namespace AttentionLens.Importance;

/// <summary>What the metric would lose with a unit if it went on falling as it begins to: the first-order estimate of a removal, with its sign.</summary>
/// <remarks>The metric at ξ = 1 less its slope in ξ stands for the metric at ξ = 0. Source: Molchanov et al. 2017, the Taylor criterion without its absolute value, on the mask
/// variables of Michel, Levy and Neubig 2019.</remarks>
public sealed class TaylorMethod : ImportanceMethod
{
    /// <inheritdoc/>
    public override ImportanceDescriptor Descriptor { get; } = new(
        "taylor", "The first-order estimate of what the metric loses without the unit.", [UnitKind.Head, UnitKind.Attention, UnitKind.Mlp, UnitKind.Layer])
    {
        IsSigned = true,
        FollowsMetric = true,
        Sources = [Papers.Molchanov2017, Papers.Michel2019],
    };

    /// <inheritdoc/>
    public override async ValueTask<ImportanceScores> ScoreAsync(ImportanceContext context, CancellationToken cancellationToken)
    {
        UnitTable table = await MaskGradients.OfAsync(context, products => context.Harm(products.Sum(), 0), cancellationToken);
        return new ImportanceScores { Contributions = table.ToImmutable() };
    }
}
