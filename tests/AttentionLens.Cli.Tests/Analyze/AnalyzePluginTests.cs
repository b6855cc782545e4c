using AttentionLens.Cli.Tests.Running;
using AttentionLens.Engine;
using AttentionLens.Hosting.Tests;

namespace AttentionLens.Cli.Tests.Analyze;

/// <summary>Strangers' plugins: what fails costs its own results, is told in one line, and ends with exit code 3.</summary>
[Collection(SmallModelTests.Name)]
public sealed class AnalyzePluginTests(SmallModel model)
{
    [Fact]
    public async Task Analyze_GoodPlugin_TakesPart()
    {
        using PluginWorkshop plugins = new();
        using TemporaryFolder folder = new();

        (await RunAsync(folder, plugins)).AssertDone();

        Assert.Contains(Read(folder).Analyzers, analyzer => analyzer.Name == "good.first");
    }

    [Fact]
    public async Task Analyze_PluginsThatCannotBeLoaded_AreOneLineEachAndTheReportIsWritten()
    {
        using PluginWorkshop plugins = new();
        using TemporaryFolder folder = new();
        plugins.WriteManifest("broken", "{");
        plugins.Add("garbage", "this is no assembly"u8.ToArray());

        CliResult result = await RunAsync(folder, plugins, "--quiet");

        result.AssertCode(3);
        Assert.Equal(2, result.ErrorLines.Count);
        Assert.Contains("AL0301", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("broken", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("AL0302", result.ErrorLines[1], StringComparison.Ordinal);
        Assert.Contains("garbage", result.ErrorLines[1], StringComparison.Ordinal);
        AnalysisReport report = Read(folder);
        Assert.Equal(["AL0301", "AL0302"], report.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Descriptor.Id));
        Assert.Contains(report.Analyzers, analyzer => analyzer.Name == "good.first");
        Assert.Contains(report.Analyzers, analyzer => analyzer.Name == "heads.measures");
    }

    [Fact]
    public async Task Analyze_AnalyzerThatThrows_CostsItsOwnResults()
    {
        using PluginWorkshop plugins = new();
        using TemporaryFolder folder = new();
        plugins.Add("bad", PluginText.Analyzer(
            "Bad", "bad.one", "BD0001", body: "context.RegisterModelAction(_ => throw new InvalidOperationException(\"first\\nsecond\"));"));

        CliResult result = await RunAsync(folder, plugins, "--quiet", "--fail-on", "note");

        result.AssertCode(3);
        string line = Assert.Single(result.ErrorLines);
        Assert.Contains("AL0101", line, StringComparison.Ordinal);
        Assert.Contains("bad.one", line, StringComparison.Ordinal);
        AnalysisReport report = Read(folder);
        Assert.True(Assert.Single(report.Analyzers, analyzer => analyzer.Name == "bad.one").IsPartial);
        Assert.False(Assert.Single(report.Analyzers, analyzer => analyzer.Name == "heads.measures").IsPartial);
    }

    [Fact]
    public async Task Analyze_ReportRendererThatThrows_CostsItsOwnFile()
    {
        using PluginWorkshop plugins = new();
        using TemporaryFolder folder = new();
        plugins.Add("pages", PluginText.Plugin(
            "builder.AddReportRenderer<Pages>();",
            """
            public sealed class Pages : ReportRenderer
            {
                public override string Format => "txt";
                public override void Render(AnalysisReport report, System.Collections.Generic.IReadOnlyList<ArtefactRenderer> renderers,
                    RenderOptions options, System.IO.Stream destination)
                {
                    destination.WriteByte(65);
                    throw new InvalidOperationException("no\npaper");
                }
            }
            """));

        CliResult result = await RunAsync(folder, plugins, "--quiet");

        result.AssertCode(3);
        Assert.Equal("error: report.txt: plugin 'pages' failed: InvalidOperationException: no paper", Assert.Single(result.ErrorLines));
        Assert.False(File.Exists(folder.At("report", "report.txt")));
        Assert.True(File.Exists(folder.At("report", "report.html")));
    }

    [Fact]
    public async Task Analyze_FiguresThatWantOneFile_KeepTheFirst()
    {
        using PluginWorkshop plugins = new();
        using TemporaryFolder folder = new();
        plugins.Add("twins", PluginText.Analyzer(
            "Twins",
            "twins.one",
            "TW0001",
            body: """
                context.RegisterModelAction(sink =>
                {
                    sink.Publish(new DataTable(new ArtefactId("twins/a"), "first", [], []));
                    sink.Publish(new DataTable(new ArtefactId("twins.a"), "second", [], []));
                });
                """));

        CliResult result = await RunAsync(folder, plugins, "--quiet");

        result.AssertCode(3);
        Assert.Contains("figures/twins.a.svg", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.True(File.Exists(folder.At("report", "figures", "twins.a.svg")));
        Assert.True(File.Exists(folder.At("report", "report.html")));
    }

    [Fact]
    public async Task Analyze_BadInputBesideABrokenPlugin_IsBadInput()
    {
        using PluginWorkshop plugins = new();
        using TemporaryFolder folder = new();
        plugins.WriteManifest("broken", "{");

        CliResult result = await CliRunner.RunAsync(
            "analyze", model.Folder, "--ids", "2,99", "--out", folder.At("report"), "--plugins", plugins.Root);

        result.AssertCode(2);
        Assert.Equal(2, result.ErrorLines.Count);
        Assert.Empty(folder.Listing());
    }

    private static AnalysisReport Read(TemporaryFolder folder)
    {
        using FileStream stream = File.OpenRead(folder.At("report", "report.json"));
        return ReportJson.Read(stream);
    }

    private Task<CliResult> RunAsync(TemporaryFolder folder, PluginWorkshop plugins, params string[] more) => CliRunner.RunAsync(
        ["analyze", model.Folder, "--text", "the film was good", "--out", folder.At("report"), "--plugins", plugins.Root, .. more]);
}
