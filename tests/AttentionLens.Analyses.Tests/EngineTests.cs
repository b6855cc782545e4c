using AttentionLens.Engine;
using AttentionLens.Heads;
using AttentionLens.Maps;

namespace AttentionLens.Analyses.Tests;

public class EngineTests
{
    private static readonly string[] Texts =
    [
        "[CLS] one small text of seven words [SEP]",
        "[CLS] another text that is a good deal longer than the first [SEP]",
        "[CLS] and a third one that lies between [SEP]",
        "[CLS] x [SEP]",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task RunAsync_PlantedModel_NamesItsHeadsWhateverTheBatch(int batchSize)
    {
        AnalysisReport report = await AnalysisEngine.RunAsync(Request(Texts, 0, batchSize));

        Assert.Equal(
            [
                ("AL1001", "blocks.0.attn.pattern/head 0"), ("AL1003", "blocks.0.attn.pattern/head 1"), ("AL1004", "blocks.0.attn.pattern/head 2"),
                ("AL1005", "blocks.1.attn.pattern/head 0"), ("AL1006", "blocks.1.attn.pattern/head 1"), ("AL1007", "blocks.1.attn.pattern/head 2"),
            ],
            report.Findings.Select(finding => (finding.Descriptor.Id, finding.Address.ToString())));
        Assert.All(report.Findings, finding => Assert.False(finding.IsPartial));
        Assert.All(report.Findings.SelectMany(finding => finding.Artefacts), id => Assert.Contains(report.Artefacts, artefact => artefact.Id == id));
    }

    [Fact]
    public async Task RunAsync_AnyBatchSize_PublishesTheSameMaps()
    {
        AnalysisReport single = await AnalysisEngine.RunAsync(Request(Texts, 0, 1));
        AnalysisReport together = await AnalysisEngine.RunAsync(Request(Texts, 0, 4));

        Assert.Equal(single.Artefacts.Select(artefact => artefact.Id), together.Artefacts.Select(artefact => artefact.Id));
        foreach ((HeadGridFigure first, HeadGridFigure second) in
            single.Artefacts.OfType<HeadGridFigure>().Zip(together.Artefacts.OfType<HeadGridFigure>()))
        {
            Assert.Equal(first.Rows.Labels.AsEnumerable(), second.Rows.Labels);
            Assert.Equal(first.Panels.Select(panel => panel.Values.ToArray()), second.Panels.Select(panel => panel.Values.ToArray()));
        }

        Assert.Equal(Texts.Length, single.Artefacts.Count(artefact => artefact.Id.Value.EndsWith("/received", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Combine_TwoParts_FindsWhatOneRunFinds()
    {
        AnalysisReport whole = await AnalysisEngine.RunAsync(Request(Texts, 0, 2));
        AnalysisPart first = await AnalysisEngine.ScanAsync(Request(Texts[..2], 0, 2));
        AnalysisPart second = await AnalysisEngine.ScanAsync(Request(Texts[2..], 2, 2));

        AnalysisReport combined = AnalysisEngine.Combine(
            [second, first], name => Analyzers().Single(analyzer => analyzer.Name == name), new ReportSettings { ToolVersion = "1.0" });

        Assert.Equal(whole.Findings.Select(finding => finding.Message), combined.Findings.Select(finding => finding.Message));
        Assert.Equal(whole.Artefacts.Select(artefact => artefact.Id), combined.Artefacts.Select(artefact => artefact.Id));
    }

    private static LensAnalyzer[] Analyzers() =>
        [new HeadMeasuresAnalyzer(), new OverviewMapsAnalyzer(), new LayerMapsAnalyzer(), new HeadMapsAnalyzer(), new TokenMapsAnalyzer()];

    private static AnalysisRequest Request(string[] texts, long firstIndex, int batchSize) => new()
    {
        Model = new PlantedModel(2, 3, Weight),
        Analyzers = [.. Analyzers().Select(analyzer => new AnalyzerSelection(analyzer, "tests"))],
        Inputs = texts.Select(text => new LensInput { Text = text }).ToAsyncEnumerable(),
        Report = new ReportSettings { ToolVersion = "1.0" },
        FirstIndex = firstIndex,
        BatchSize = batchSize,
    };

    private static float Weight(int layer, int head, int query, int key, int length)
    {
        int target = ((layer * 3) + head) switch
        {
            1 => query == 0 ? length / 2 : query - 1,
            2 => query == length - 1 ? length / 2 : query + 1,
            3 => 0,
            4 => length - 1,
            5 => query,
            _ => -1,
        };
        return target < 0 ? 1f / length : key == target ? 1 : 0;
    }
}
