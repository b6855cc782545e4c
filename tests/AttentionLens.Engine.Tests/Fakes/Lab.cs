using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

/// <summary>Short ways to say what most tests say.</summary>
internal static class Lab
{
    public static ReportSettings Settings { get; } = new() { ToolVersion = "1.2.3" };

    public static LensInput[] Inputs(params int[] firstIds) =>
        [.. firstIds.Select((id, index) => new LensInput { Id = $"in{index}", Ids = [id, .. Enumerable.Range(1, 1 + (index % 2))] })];

    public static AnalysisRequest Request(FakeModel model, IEnumerable<LensInput> inputs, params LensAnalyzer[] analyzers) => new()
    {
        Model = model,
        Analyzers = [.. analyzers.Select(analyzer => new AnalyzerSelection(analyzer, "tests"))],
        Inputs = inputs.ToAsyncEnumerable(),
        Report = Settings,
        BatchSize = 2,
    };

    public static Task<AnalysisReport> RunAsync(FakeModel model, IEnumerable<LensInput> inputs, params LensAnalyzer[] analyzers) =>
        AnalysisEngine.RunAsync(Request(model, inputs, analyzers));

    public static FakeAnalyzer Analyzer(string name, Action<AnalysisContext> initialize) => new(name, initialize);

    public static Finding Finding(object argument, SiteAddress address = default) => new(FakeAnalyzer.Rule, address, argument);

    public static HookSelector Patterns { get; } = HookSelector.Parse("blocks.*.attn.pattern");

    public static HookName Pattern0 { get; } = HookName.Parse("blocks.0.attn.pattern");

    public static RunPlan Capture(string selector) => new() { Capture = [HookSelector.Parse(selector)] };

    public static ImmutableArray<Finding> Failures(AnalysisReport report) =>
        [.. report.Findings.Where(finding => finding.Descriptor.Id == "AL0101")];

    public static DataTable Table(string id, long? example = null) =>
        new(new ArtefactId(id), "Table", [new TableColumn("x")], [[new TableCell(1)]]) { Address = new SiteAddress(null, Example: example) };
}
