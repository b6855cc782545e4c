using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Reads findings out of scores that come from removals: what the model does not need, what it hangs on, and what stands in for each other.</summary>
public static class ImportanceFindings
{
    private const int FewestExamples = 10;
    private const double NothingShare = 0.01;
    private const double RedundantShare = 0.05;
    private const double FailureShare = 0.5;
    private const double BackupRatio = 2;

    /// <summary>The findings, by rule and in the order of the units.</summary>
    /// <param name="result">The scores; those of a method that removes no unit, or over fewer than 10 examples, give none.</param>
    public static ImmutableArray<ImportanceFinding> Of(ImportanceResult result)
    {
        if (result.Examples.Length < FewestExamples || result.Units.Any(unit => unit.Value is null || unit.Interval is null))
        {
            return [];
        }

        IGrouping<UnitKind, UnitImportance>[] kinds = [.. result.Units.GroupBy(unit => unit.Unit.Kind)];
        return
        [
            .. kinds.Where(kind => kind.Key != UnitKind.Layer).SelectMany(kind => WithoutUse(result, kind, ImportanceRules.CarriesNothing, NothingShare)),
            .. kinds.SelectMany(kind => Decisive(result, [.. kind])),
            .. kinds.Where(kind => kind.Key == UnitKind.Layer).SelectMany(kind => WithoutUse(result, kind, ImportanceRules.RedundantLayer, RedundantShare)),
            .. Backups(result),
        ];
    }

    private static IEnumerable<ImportanceFinding> WithoutUse(ImportanceResult result, IEnumerable<UnitImportance> kind, FindingDescriptor rule, double share)
    {
        double bound = share * kind.Max(unit => unit.Score);
        return
            from unit in kind
            let interval = unit.Interval!.Value
            where interval.Low <= 0 && interval.High < bound
            select Said(
                rule,
                unit.Unit,
                [unit.Unit, ImportanceNames.Of(result.Metric), unit.Score, interval.Low, interval.High],
                [.. Interval(result, interval), Number(result, "harm", unit.Score)]);
    }

    private static IEnumerable<ImportanceFinding> Decisive(ImportanceResult result, ImmutableArray<UnitImportance> kind)
    {
        UnitImportance most = kind.MaxBy(unit => unit.Score)!;
        double whole = kind.Sum(unit => Math.Max(0, unit.Score));
        if (kind.Length > 1 && most.Score > FailureShare * whole && kind.All(unit => unit == most || unit.Interval!.Value.High < most.Interval!.Value.Low))
        {
            yield return Said(
                ImportanceRules.SinglePoint,
                most.Unit,
                [most.Unit, ImportanceNames.Of(result.Metric), most.Score / whole],
                [.. Interval(result, most.Interval!.Value), Number(result, "harm", most.Score), new Measure("share", most.Score / whole, "share")]);
        }
    }

    private static IEnumerable<ImportanceFinding> Backups(ImportanceResult result)
    {
        Bootstrap bootstrap = new(result.Examples.Length, result.Resamples, result.Seed);
        UnitImportance[] sublayers = [.. result.Units.Where(unit => unit.Unit.Kind == UnitKind.Attention)];
        foreach (UnitImportance sublayer in sublayers.Where(unit => unit.Score > RedundantShare * sublayers.Max(other => other.Score)))
        {
            UnitImportance[] heads = [.. result.Units.Where(unit => unit.Unit.Kind == UnitKind.Head && (unit.Unit.Stack, unit.Unit.Layer) == (sublayer.Unit.Stack, sublayer.Unit.Layer))];
            double alone = heads.Sum(head => head.Score);
            ImmutableArray<double> more = [.. sublayer.Contributions.Select((harm, example) => harm - heads.Sum(head => head.Contributions[example]))];
            if (heads.Length > 1 && sublayer.Score > BackupRatio * Math.Max(0, alone) && bootstrap.IntervalOf(more, result.Weights) is { Low: > 0 } interval)
            {
                yield return Said(
                    ImportanceRules.BackEachOtherUp,
                    sublayer.Unit,
                    [sublayer.Unit, ImportanceNames.Of(result.Metric), alone, sublayer.Score],
                    [.. Interval(result, interval), Number(result, "heads_harm", alone), Number(result, "harm", sublayer.Score)]);
            }
        }
    }

    private static ImportanceFinding Said(FindingDescriptor rule, ModelUnit unit, object[] arguments, ImmutableArray<Measure> measures) =>
        new(new Finding(rule, new SiteAddress(unit.Site, unit.Head), arguments) { Measures = measures }, unit);

    private static Measure Number(ImportanceResult result, string name, double value) => new(name, value, ImportanceNames.Of(result.Metric));

    private static IEnumerable<Measure> Interval(ImportanceResult result, (double Low, double High) interval) =>
        [Number(result, "interval_low", interval.Low), Number(result, "interval_high", interval.High)];
}
