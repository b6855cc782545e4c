using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>Says importance in a few sentences. Every number in them is one of the result's.</summary>
public static class ImportanceWords
{
    /// <summary>Where a corrected p-value is below this, a removal is said to cost something.</summary>
    public const double Level = 0.05;

    private const double MostOfAll = 0.8;
    private const int MostNamed = 8;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>What the scores say: which layers carry the task, which units cost something, which are redundant.</summary>
    /// <param name="result">The scores.</param>
    public static ImmutableArray<string> Of(ImportanceResult result)
    {
        string metric = ImportanceNames.Of(result.Metric);
        ImmutableArray<ImportanceFinding> findings = ImportanceFindings.Of(result);
        return
        [
            $"The {metric} of the whole model is {Number(result.Baseline)} over {Counted(result.Examples.Length, "example", "examples")}.",
            .. result.Units.GroupBy(unit => unit.Unit.Kind).SelectMany(kind => OfKind(result, kind.Key, [.. kind])),
            .. Named(findings, ImportanceRules.RedundantLayer, "Redundant: {0}."),
            .. Named(findings, ImportanceRules.SinglePoint, "A single point of failure: {0}."),
            .. Named(findings, ImportanceRules.BackEachOtherUp, "Heads back each other up in: {0}."),
        ];
    }

    /// <summary>What share of the units can go together at what cost.</summary>
    /// <param name="result">The steps.</param>
    public static string Of(GreedyResult result)
    {
        string metric = ImportanceNames.Of(result.Metric);
        string units = Plural(result.Kind);
        string bound = result.MaxDrop is { } drop ? $" within a cost of {Number(drop)}" : string.Empty;
        if (result.Steps.IsEmpty)
        {
            return $"None of {result.Units} {units} can go{bound}{Next(result)}.";
        }

        int[] places = [.. new[] { 0.25, 0.5, 0.75, 1 }.Select(share => Math.Max(1, (int)Math.Round(share * result.Steps.Length, MidpointRounding.AwayFromZero))).Distinct()];
        return $"Removed together, least cost first{bound}: "
            + string.Join(", ", places.Select(place => $"{place} of {result.Units} {units} ({Share((double)place / result.Units)}) for {Number(result.Steps[place - 1].Harm)} of {metric}"))
            + $"{Next(result)}.";
    }

    /// <summary>Which units make up for each other, and which need each other.</summary>
    /// <param name="result">The pairs.</param>
    public static string Of(PairwiseResult result)
    {
        UnitPair[] sure = [.. result.Pairs.Where(pair => pair.Test?.AdjustedPValue < Level)];
        UnitPair[] backups = [.. sure.Where(pair => pair.Interaction > 0).OrderByDescending(pair => pair.Interaction)];
        UnitPair[] needing = [.. sure.Where(pair => pair.Interaction < 0).OrderBy(pair => pair.Interaction)];
        return $"Of {Counted(result.Pairs.Length, "pair", "pairs")} of {Counted(result.Units.Length, "unit", "units")}, {backups.Length} cost more together than one at a time, added{List(backups)}, "
            + $"and {needing.Length} cost less{List(needing)} ({Corrected(result.Correction)}).";

        static string List(UnitPair[] pairs) => pairs.Length == 0 ? string.Empty : $": {Some([.. pairs.Select(pair => $"{pair.First} with {pair.Second} by {Number(Math.Abs(pair.Interaction))}")])}";
    }

    private static IEnumerable<string> OfKind(ImportanceResult result, UnitKind kind, ImmutableArray<UnitImportance> units)
    {
        double whole = units.Sum(unit => Math.Max(0, unit.Score));
        (string Name, double Share)[] layers =
        [
            .. units.GroupBy(unit => (unit.Unit.Stack, unit.Unit.Layer))
                .Select(layer => (Layer(layer.Key.Stack, layer.Key.Layer), layer.Sum(unit => Math.Max(0, unit.Score)) / whole)).OrderByDescending(layer => layer.Item2),
        ];
        if (whole > 0 && layers.Length > 1)
        {
            int named = 1 + Enumerable.Range(0, layers.Length).First(place => place == layers.Length - 1 || layers.Take(place + 1).Sum(layer => layer.Share) >= MostOfAll);
            string what = units[0].Value is null ? $"the scores of {Plural(kind)} by {result.Method}" : $"what removals of {Plural(kind)} one at a time cost the {ImportanceNames.Of(result.Metric)}";
            yield return $"Of {what}, added up where above 0, {Some([.. layers.Take(named).Select(layer => $"{layer.Name} has {Share(layer.Share)}")], MostNamed)}"
                + (named < layers.Length ? $", the other {Counted(layers.Length - named, "layer", "layers")} {Share(layers.Skip(named).Sum(layer => layer.Share))}." : ".");
        }

        if (units.Any(unit => unit.Test is null))
        {
            yield break;
        }

        UnitImportance[] costly = [.. units.Where(unit => unit.Test!.AdjustedPValue < Level && unit.Score > 0).OrderByDescending(unit => unit.Score)];
        UnitImportance[] harmful = [.. units.Where(unit => unit.Test!.AdjustedPValue < Level && unit.Score < 0).OrderBy(unit => unit.Score)];
        yield return $"{costly.Length} of {units.Length} {Plural(kind)} ({Share((double)costly.Length / units.Length)}) measurably cost something when removed alone ({Corrected(result.Correction)})"
            + (costly.Length == 0 ? "." : $": {Some([.. costly.Select(unit => unit.Unit.ToString())])}.");
        if (harmful.Length > 0)
        {
            yield return $"The {ImportanceNames.Of(result.Metric)} measurably gets better without: {Some([.. harmful.Select(unit => unit.Unit.ToString())])}.";
        }

        string[] idle = [.. units.GroupBy(unit => (unit.Unit.Stack, unit.Unit.Layer)).Where(layer => !layer.Any(costly.Contains)).Select(layer => Layer(layer.Key.Stack, layer.Key.Layer))];
        if (kind == UnitKind.Head && costly.Length > 0 && idle.Length > 0)
        {
            yield return $"No single head measurably costs anything in: {Some(idle)}.";
        }
    }

    private static IEnumerable<string> Named(ImmutableArray<ImportanceFinding> findings, FindingDescriptor rule, string sentence)
    {
        string[] units = [.. findings.Where(finding => finding.Finding.Descriptor == rule).Select(finding => finding.Unit.ToString())];
        return units.Length == 0 ? [] : [string.Format(Culture, sentence, Some(units))];
    }

    private static string Next(GreedyResult result) =>
        result.Beyond is { } step ? $"; with {step.Unit} gone as well, the cost would be {Number(step.Harm)}" : string.Empty;

    private static string Corrected(TestCorrection correction) =>
        $"p below {Number(Level)} after the correction of {(correction == TestCorrection.Holm ? "Holm" : "Benjamini and Hochberg")}";

    private static string Layer(string stack, int layer) => stack == ModelUnit.Self ? $"layer {layer.ToString(Culture)}" : $"{stack} layer {layer.ToString(Culture)}";

    private static string Plural(UnitKind kind) => kind switch
    {
        UnitKind.Head => "heads",
        UnitKind.Attention => "attention sublayers",
        UnitKind.Mlp => "MLPs",
        _ => "layers",
    };

    private static string Some(string[] names, int most = MostNamed) =>
        names.Length <= most ? string.Join(", ", names) : $"{string.Join(", ", names.Take(most))} and {(names.Length - most).ToString(Culture)} more";

    private static string Counted(int count, string one, string many) => $"{count.ToString(Culture)} {(count == 1 ? one : many)}";

    private static string Share(double share) => (share * 100).ToString("0.#", Culture) + " %";

    private static string Number(double number) => number.ToString("G3", Culture);
}
