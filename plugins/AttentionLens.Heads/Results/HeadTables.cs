using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>The measures of all heads as tables.</summary>
internal static class HeadTables
{
    public static ArtefactId Measures { get; } = new("heads/measures");

    public static DataTable OfMeans(ImmutableArray<MeasuredHead> heads) =>
        Table(Measures, "Measures of all heads", heads, (head, measure) => head[measure]) with
        {
            Caption = "The mean over examples of each measure of each head's attention pattern. "
                + string.Join(' ', MeasureDefinition.All.Select(definition => $"{definition.Name}: {Lower(definition.Definition)}")),
        };

    public static DataTable OfStandardErrors(ImmutableArray<MeasuredHead> heads) =>
        Table(
            new ArtefactId("heads/standard-errors"),
            "Standard errors of the measures of all heads",
            heads,
            (head, measure) => head.Statistics.StandardError(measure, head.Head)) with
        {
            Caption = "How far each mean would move with other examples of the same kind: the spread over examples divided by the square "
                + "root of their number. It exists from two examples on.",
        };

    private static DataTable Table(
        ArtefactId id, string title, ImmutableArray<MeasuredHead> heads, Func<MeasuredHead, HeadMeasure, double?> value) =>
        new(
            id,
            title,
            [
                new TableColumn("hook point"),
                new TableColumn("head", Decimals: 0),
                new TableColumn("examples", Decimals: 0),
                .. MeasureDefinition.All.Select(definition => new TableColumn(definition.Name, definition.Unit)),
            ],
            [.. heads.Select(head => Row(head, value))]);

    private static ImmutableArray<TableCell> Row(MeasuredHead head, Func<MeasuredHead, HeadMeasure, double?> value) =>
    [
        new TableCell(head.Hook.Name.Value),
        new TableCell(head.Head),
        new TableCell(head.Statistics.Examples),
        .. MeasureDefinition.All.Select(definition => Cell(value(head, definition.Measure))),
    ];

    private static TableCell Cell(double? number) => number is { } value && double.IsFinite(value) ? new TableCell(value) : new TableCell("n/a");

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
