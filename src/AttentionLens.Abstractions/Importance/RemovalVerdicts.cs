using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Reads findings out of removals: what the model does not need, what it hangs on, and what stands in for each other.</summary>
/// <param name="metric">What harms are of.</param>
/// <param name="removals">Every unit of each kind that was removed, one at a time.</param>
/// <param name="beyond">The interval of what a sublayer costs more than its heads, added; null where it is not known.</param>
public sealed class RemovalVerdicts(string metric, ImmutableArray<Removal> removals, Func<Removal, Removal[], (double Low, double High)?> beyond)
{
    /// <summary>On fewer examples an interval says too little.</summary>
    public const int FewestExamples = 10;

    private const double NothingShare = 0.01;
    private const double RedundantShare = 0.05;
    private const double FailureShare = 0.5;
    private const double BackupRatio = 2;

    /// <summary>The findings and the units they speak of, by rule and in the order of the units.</summary>
    public IEnumerable<(Finding Finding, ModelUnit Unit)> All()
    {
        IGrouping<UnitKind, Removal>[] kinds = [.. removals.GroupBy(removal => removal.Unit.Kind)];
        return
        [
            .. kinds.Where(kind => kind.Key != UnitKind.Layer).SelectMany(kind => WithoutUse(kind, ImportanceRules.CarriesNothing, NothingShare)),
            .. kinds.SelectMany(kind => Decisive([.. kind])),
            .. kinds.Where(kind => kind.Key == UnitKind.Layer).SelectMany(kind => WithoutUse(kind, ImportanceRules.RedundantLayer, RedundantShare)),
            .. Backups(),
        ];
    }

    private IEnumerable<(Finding Finding, ModelUnit Unit)> WithoutUse(IEnumerable<Removal> kind, FindingDescriptor rule, double share)
    {
        double bound = share * kind.Max(removal => removal.Harm);
        return
            from removal in kind
            where removal.Low <= 0 && removal.High < bound
            select Said(rule, removal.Unit, [removal.Unit, metric, removal.Harm, removal.Low, removal.High], [.. Interval(removal.Low, removal.High), Number("harm", removal.Harm)]);
    }

    private IEnumerable<(Finding Finding, ModelUnit Unit)> Decisive(ImmutableArray<Removal> kind)
    {
        Removal most = kind.MaxBy(removal => removal.Harm);
        double whole = kind.Sum(removal => Math.Max(0, removal.Harm));
        if (kind.Length > 1 && most.Harm > FailureShare * whole && kind.All(removal => removal.Unit == most.Unit || removal.High < most.Low))
        {
            yield return Said(
                ImportanceRules.SinglePoint,
                most.Unit,
                [most.Unit, metric, most.Harm / whole],
                [.. Interval(most.Low, most.High), Number("harm", most.Harm), new Measure("share", most.Harm / whole, "share")]);
        }
    }

    private IEnumerable<(Finding Finding, ModelUnit Unit)> Backups()
    {
        Removal[] sublayers = [.. removals.Where(removal => removal.Unit.Kind == UnitKind.Attention)];
        foreach (Removal sublayer in sublayers.Where(removal => removal.Harm > RedundantShare * sublayers.Max(other => other.Harm)))
        {
            Removal[] heads = [.. removals.Where(removal => removal.Unit.Kind == UnitKind.Head && (removal.Unit.Stack, removal.Unit.Layer) == (sublayer.Unit.Stack, sublayer.Unit.Layer))];
            double alone = heads.Sum(head => head.Harm);
            if (heads.Length > 1 && sublayer.Harm > BackupRatio * Math.Max(0, alone) && beyond(sublayer, heads) is { Low: > 0 } interval)
            {
                yield return Said(
                    ImportanceRules.BackEachOtherUp,
                    sublayer.Unit,
                    [sublayer.Unit, metric, alone, sublayer.Harm],
                    [.. Interval(interval.Low, interval.High), Number("heads_harm", alone), Number("harm", sublayer.Harm)]);
            }
        }
    }

    private static (Finding Finding, ModelUnit Unit) Said(FindingDescriptor rule, ModelUnit unit, object[] arguments, ImmutableArray<Measure> measures) =>
        (new Finding(rule, new SiteAddress(unit.Site, unit.Head), arguments) { Measures = measures }, unit);

    private Measure Number(string name, double value) => new(name, value, metric);

    private IEnumerable<Measure> Interval(double low, double high) => [Number("interval_low", low), Number("interval_high", high)];
}
