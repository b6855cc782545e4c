using System.Collections.Immutable;

namespace AttentionLens.Rendering.Tests;

/// <summary>Reports with every part filled, and with none.</summary>
internal static class SampleReports
{
    private static readonly FindingDescriptor Diffuse =
        new("AL1003", "Diffuse head", "Head {0} of layer {1} spreads its attention over {2:0.#} positions.", "Heads", Severity.Warning, FindingScope.Head);

    private static readonly FindingDescriptor Crash =
        new("AL0101", "Analyzer failed", "Analyzer {0} failed on {1} examples.", "Host", Severity.Error, FindingScope.Run);

    private static readonly FindingDescriptor Delimiter =
        new("AL1001", "Delimiter head", "Head {0} looks at {1} with {2:0.00} of its attention.", "Heads", Severity.Note, FindingScope.Head);

    private static readonly FindingDescriptor Hidden =
        new("AL1900", "Recorded", "Recorded for later.", "Heads", Severity.Hidden, FindingScope.Model);

    public static AnalysisReport Empty { get; } = new()
    {
        ToolVersion = "0.1.0",
        Model = Card with { Caveats = [], Labels = [] },
    };

    public static AnalysisReport Clean { get; } = new()
    {
        ToolVersion = "0.1.0",
        Model = Card,
        ExampleCount = 12,
        Analyzers = [new AnalyzerRecord("HeadShape", "AttentionLens.Heads", [Diffuse, Delimiter]) { Sites = 6, Examples = 12 }],
        Plugins = [new PluginRecord("AttentionLens.Heads", "0.1.0")],
    };

    public static AnalysisReport Full { get; } = new()
    {
        ToolVersion = "0.1.0",
        Model = Card,
        ExampleCount = 1203,
        Examples =
        [
            Example(0, null, SampleArtefacts.English, new ReportPrediction(1, "positive", 2.4173, 0.93812)),
            Example(1, "review-17", SampleArtefacts.Arabic, new ReportPrediction(0, "negative", 0.31, 0.5512)),
            Example(2, "<b>bold</b>", SampleArtefacts.Hostile, null),
        ],
        Findings =
        [
            new Finding(Crash, new SiteAddress(null), "Rollout", 3),
            new Finding(Diffuse, new SiteAddress(HookName.Parse("blocks.2.attn.pattern"), Head: 3, Example: 0), 3, 2, 6.71)
            {
                Measures = [new Measure("entropy", 1.9034, "nats", 0.0213), new Measure("effective positions", 6.71, "positions")],
                Artefacts = [new ArtefactId("maps/layer-2/example-0"), new ArtefactId("maps/gone")],
                IsPartial = true,
            },
            new Finding(Delimiter, new SiteAddress(HookName.Parse("blocks.0.attn.pattern"), Head: 1), 1, "<script>alert(1)</script>", 0.84)
            {
                Measures = [new Measure("attention to delimiter", 0.8421, "probability")],
                Artefacts = [new ArtefactId("maps/layer-0/head-1/example-0")],
            },
            new Finding(Hidden, default),
        ],
        Artefacts =
        [
            SampleArtefacts.All["strip-small"],
            SampleArtefacts.All["strip-arabic"],
            SampleArtefacts.All["matrix-signed"],
            SampleArtefacts.All["table-hostile"],
            SampleArtefacts.All["grid-layer"],
            SampleArtefacts.All["matrix-small"],
            SampleArtefacts.All["matrix-empty"],
            new MatrixFigure(new ArtefactId("maps/broken"), "Broken", new AxisLabels("query", ["a"]), new AxisLabels("key", ["b"]), [], ColorScale.Probability),
            new UnknownFigure(new ArtefactId("other/unknown"), "A figure of a plugin without a renderer"),
        ],
        Analyzers =
        [
            new AnalyzerRecord("HeadShape", "AttentionLens.Heads", [Diffuse, Delimiter, Hidden]) { Sites = 6, Examples = 1203, IsPartial = true },
            new AnalyzerRecord("PatternMaps", "AttentionLens.Maps", []) { Sites = 6, Examples = 8 },
        ],
        Plugins = [new PluginRecord("AttentionLens.Heads", "0.1.0"), new PluginRecord("AttentionLens.Maps", "0.1.0")],
    };

    private static ModelCard Card => new()
    {
        Name = "tiny-bert-sentiment",
        Family = "bert",
        Architecture = "BertForSequenceClassification",
        Layers = 6,
        Heads = 8,
        Width = 128,
        HeadWidth = 16,
        MlpWidth = 512,
        VocabularySize = 30522,
        MaxPositions = 512,
        ParameterCount = 5_123_456,
        Labels = ["negative", "positive"],
        Caveats = ["Trained on 2,000 generated sentences; do not use it for decisions."],
    };

    private static ReportExample Example(long index, string? id, ImmutableArray<string> tokens, ReportPrediction? prediction) =>
        new(index, [.. tokens.Select((token, position) => new LensToken(position + 100, token, 0..0, token is ['[', ..]))])
        {
            Id = id,
            Prediction = prediction,
        };

    private sealed record UnknownFigure(ArtefactId Id, string Title) : Artefact(Id, Title);
}
