using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Heads;

/// <summary>Table, figures and findings over all examples.</summary>
internal static class AlignmentResults
{
    private static readonly ArtefactId Table = new("heads/alignment/errors");

    public static void Publish(AlignmentStatistics statistics, HookCatalog hooks, double largestError, AnalysisSink sink)
    {
        ImmutableArray<(HookPoint Hook, AlignmentCounts Counts)> layers =
        [
            .. statistics.Sites.Where(site => site.Value.Examples[(int)WordReading.Writing] > 0 && site.Value.Examples[(int)WordReading.Reading] > 0)
                .Select(site => (hooks[site.Key], site.Value)),
        ];
        if (layers.IsEmpty)
        {
            return;
        }

        sink.Publish(Errors(layers));
        foreach (WordReading reading in Enum.GetValues<WordReading>())
        {
            sink.Publish(Figure(layers, reading));
        }

        ImmutableArray<AlignmentScore> scores =
            [.. layers.SelectMany(layer => Enumerable.Range(0, layer.Counts.Mean + 1).Select(map => new AlignmentScore(layer.Hook, layer.Counts, map)))];
        foreach (AlignmentScore head in scores.Where(score => score.IsHead && score.ErrorRate < largestError && score.ErrorRate < score.Diagonal))
        {
            string label = string.Create(CultureInfo.InvariantCulture, $"Head {head.Layer}.{head.Map}, cross-attention,");
            sink.Report(Finding(AlignmentRules.Head, head, label));
        }

        AlignmentScore best = scores.Where(score => !score.IsHead).MinBy(score => score.ErrorRate);
        sink.Report(Finding(AlignmentRules.Layer, best, best.Layer));
    }

    private static Finding Finding(FindingDescriptor rule, AlignmentScore score, string name) =>
        new(rule, score.Address, name, score.Verb, score.ErrorRate, score.Diagonal)
        {
            Measures = [.. score.Measures],
            Artefacts = [FigureId(score.Reading), Table],
        };

    private static ArtefactId FigureId(WordReading reading) =>
        new(reading == WordReading.Writing ? "heads/alignment/error-writing" : "heads/alignment/error-reading");

    private static DataTable Errors(ImmutableArray<(HookPoint Hook, AlignmentCounts Counts)> layers) => new(
        Table,
        "Alignment error rates of cross-attention",
        [
            new TableColumn("hook point"),
            new TableColumn("head"),
            new TableColumn("examples", Decimals: 0),
            new TableColumn("error, writing"),
            new TableColumn("precision, writing"),
            new TableColumn("recall, writing"),
            new TableColumn("error, reading"),
            new TableColumn("precision, reading"),
            new TableColumn("recall, reading"),
        ],
        [.. layers.SelectMany(layer => Enumerable.Range(0, layer.Counts.Maps).Select(map => Row(layer.Hook, layer.Counts, map)))])
    {
        Caption = "Each word of the target is linked to the word of the source that it attends to most; a word that attends most to a special token "
            + "has no link. The error rate is 1 - 2|A∩S| / (|A| + |S|) for the drawn links A and the true links S of all examples. Attention is taken "
            + "where the decoder writes a word, or where it reads it. The mean is that of the layer's heads; the diagonal links words by place alone.",
    };

    private static ImmutableArray<TableCell> Row(HookPoint hook, AlignmentCounts counts, int map) =>
    [
        new TableCell(hook.Name.Value),
        new TableCell(map == counts.Mean ? "mean" : map == counts.Diagonal ? "diagonal" : map.ToString(CultureInfo.InvariantCulture)),
        new TableCell(counts.Examples[(int)WordReading.Writing]),
        .. Cells(counts, WordReading.Writing, map),
        .. Cells(counts, WordReading.Reading, map),
    ];

    private static IEnumerable<TableCell> Cells(AlignmentCounts counts, WordReading reading, int map) =>
        [Cell(counts.ErrorRate(reading, map)), Cell(counts.Precision(reading, map)), Cell(counts.Recall(reading, map))];

    private static TableCell Cell(double number) => double.IsFinite(number) ? new TableCell(number) : new TableCell("n/a");

    private static MatrixFigure Figure(ImmutableArray<(HookPoint Hook, AlignmentCounts Counts)> layers, WordReading reading)
    {
        int heads = layers.Max(layer => layer.Counts.Heads);
        float[] values = new float[layers.Length * (heads + 1)];
        Array.Fill(values, float.NaN);
        for (int layer = 0; layer < layers.Length; layer++)
        {
            AlignmentCounts counts = layers[layer].Counts;
            for (int head = 0; head < counts.Heads; head++)
            {
                values[(layer * (heads + 1)) + head] = (float)counts.ErrorRate(reading, head);
            }

            values[(layer * (heads + 1)) + heads] = (float)counts.ErrorRate(reading, counts.Mean);
        }

        return new MatrixFigure(
            FigureId(reading),
            $"Alignment error rate of each head where the decoder {AlignmentScore.VerbOf(reading)} a word, cross-attention",
            new AxisLabels("layer", [.. layers.Select(layer => (layer.Hook.Layer ?? 0).ToString(CultureInfo.InvariantCulture))]),
            new AxisLabels("head", [.. Enumerable.Range(0, heads).Select(head => head.ToString(CultureInfo.InvariantCulture)), "mean"]),
            [.. values],
            ColorScale.Probability with { Unit = "share of links" })
        {
            Caption = "How far the strongest weights of each head are from the true alignment: 0 where every link is right and none is missing.",
        };
    }
}
