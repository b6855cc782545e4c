using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>The measures of methods as a table of a report: the most faithful first, random orders last.</summary>
internal static class FaithfulnessTable
{
    private const string Beats = "beats random";

    public static DataTable Of(FaithfulnessResult faithfulness, RemovalMode removal)
    {
        ImmutableArray<(string Name, string Unit)> measures = [.. faithfulness.Methods.Append(faithfulness.Control).SelectMany(method => method.Means).Select(measure => (measure.Name, measure.Unit)).Distinct()];
        IEnumerable<RankingFaithfulness> rows = faithfulness.Methods
            .OrderByDescending(method => method.MeanOf(FaithfulnessNames.Comprehensiveness) - method.MeanOf(FaithfulnessNames.Sufficiency))
            .ThenBy(method => method.Method, StringComparer.Ordinal)
            .Append(faithfulness.Control);
        return new DataTable(
            new ArtefactId($"{AttributionStep.Name}/faithfulness"),
            "Faithfulness of attributions",
            [
                new TableColumn("method"),
                .. measures.Select(measure => new TableColumn($"{measure.Name} {(FaithfulnessNames.HigherIsBetter(measure.Name) ? "↑" : "↓")}", measure.Unit)),
                new TableColumn(Beats),
            ],
            [.. rows.Select(row => Row(row, measures, faithfulness))])
        {
            Caption = string.Create(
                CultureInfo.InvariantCulture,
                $"What becomes of the {JudgedObjective.InWords(faithfulness.Objective)} when positions are taken away in the order of a method's scores, mean over {faithfulness.Examples.Length} {(faithfulness.Examples.Length == 1 ? "example" : "examples")}; removal: {AttributionNames.Of(removal)}. ↑ higher is better, ↓ lower is better; the last row is the mean of random orders."),
        };
    }

    private static ImmutableArray<TableCell> Row(RankingFaithfulness row, ImmutableArray<(string Name, string Unit)> measures, FaithfulnessResult faithfulness) =>
    [
        new TableCell(row.Method),
        .. measures.Select(measure => row.MeanOf(measure.Name) is { } mean ? new TableCell(mean) : new TableCell(double.NaN)),
        new TableCell(row == faithfulness.Control || row.Examples.IsEmpty ? string.Empty : faithfulness.VerdictOn(row).BeatsRandom ? "yes" : "no"),
    ];
}
