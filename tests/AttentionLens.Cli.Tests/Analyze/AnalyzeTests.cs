using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Engine;

namespace AttentionLens.Cli.Tests.Analyze;

/// <summary>The report that <c>analyze</c> writes.</summary>
[Collection(SmallModelTests.Name)]
public sealed partial class AnalyzeTests(SmallModel model)
{
    // With this setting every head is broad, whatever the weights.
    private static readonly string[] EveryHeadIsBroad = ["--option", "heads.measures.broad-share=0"];

    [Fact]
    public async Task Analyze_Text_WritesTheWholeReportAndSaysWhere()
    {
        using TemporaryFolder folder = new();

        CliResult result = await RunAsync(folder.At("out", "report"));

        result.AssertDone();
        Assert.Equal(string.Empty, result.Out);
        Assert.Contains($"report: {folder.At("out", "report", "report.html")}", result.ErrorLines);
        string[] documents = ["findings.sarif", "report.html", "report.json", "report.md"];
        Assert.Equal(documents, Directory.EnumerateFiles(folder.At("out", "report")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(folder.Folder).Select(path => Path.GetFileName(path)));
        Assert.Equal(["report"], Directory.EnumerateFileSystemEntries(folder.At("out")).Select(path => Path.GetFileName(path)));
        AnalysisReport report = Read(folder.At("out", "report"));
        Assert.Equal(1, report.ExampleCount);
        Assert.Equal("small", report.Model.Name);
        Assert.Contains(report.Analyzers, analyzer => analyzer.Name == "heads.measures");
        Assert.Contains(report.Analyzers, analyzer => analyzer.Name == "maps.heads");
        Assert.NotEmpty(report.Artefacts);
        Assert.Equal(
            report.Artefacts.Select(artefact => artefact.Id.FileName + ".svg").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(folder.At("out", "report", "figures")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Analyze_ReportJson_RoundTrips()
    {
        using TemporaryFolder folder = new();
        (await RunAsync(folder.At("report"), EveryHeadIsBroad)).AssertDone();

        using MemoryStream again = new();
        ReportJson.Write(Read(folder.At("report")), again);

        Assert.Equal(File.ReadAllBytes(folder.At("report", "report.json")), again.ToArray());
    }

    [Fact]
    public async Task Analyze_Findings_AreInTheSarifLog()
    {
        using TemporaryFolder folder = new();
        (await RunAsync(folder.At("report"), EveryHeadIsBroad)).AssertDone();

        using JsonDocument log = JsonDocument.Parse(File.ReadAllBytes(folder.At("report", "findings.sarif")));

        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        JsonElement run = Assert.Single(log.RootElement.GetProperty("runs").EnumerateArray());
        Assert.Equal("AttentionLens", run.GetProperty("tool").GetProperty("driver").GetProperty("name").GetString());
        string[] results = [.. run.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("ruleId").GetString()!)];
        Assert.Equal(Read(folder.At("report")).Findings.Select(finding => finding.Descriptor.Id), results);
        Assert.Equal(4, results.Count(rule => rule == "AL1001"));
        Assert.Superset(
            results.ToHashSet(),
            run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!).ToHashSet());
    }

    [Fact]
    public async Task Analyze_Page_NeedsNothingBesideIt()
    {
        using TemporaryFolder folder = new();
        (await RunAsync(folder.At("report"), EveryHeadIsBroad)).AssertDone();

        string page = File.ReadAllText(folder.At("report", "report.html"));

        int policy = page.IndexOf("http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;", StringComparison.Ordinal);
        Assert.True(policy > 0, "no policy");
        Assert.True(policy < page.IndexOf("<style", StringComparison.Ordinal), "the policy stands behind what it rules");
        Assert.NotEmpty(Reference().Matches(page));
        Assert.All(Reference().Matches(page), match => Assert.Matches("^(#|data:image/png;base64,)", match.Groups[1].Value));

        // The only script that may run is the one that the policy names by its hash; the others hold data.
        Match script = Assert.Single(Script().Matches(page), match => !match.Groups[1].Value.StartsWith("application/", StringComparison.Ordinal));
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.Groups[2].Value)));
        Assert.Contains($"script-src &#39;sha256-{hash}&#39;;", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)<(script|link|iframe|object|embed|base|form)\\b|@import|\\son[a-z]+=", Script().Replace(page, string.Empty));
    }

    [Fact]
    public async Task Analyze_MarkdownReport_NamesPicturesThatStandBesideIt()
    {
        using TemporaryFolder folder = new();
        (await RunAsync(folder.At("report"), EveryHeadIsBroad)).AssertDone();

        string[] pictures = [.. Picture().Matches(File.ReadAllText(folder.At("report", "report.md"))).Select(match => match.Groups[2].Value)];

        Assert.Contains(pictures, picture => picture.Contains("maps.", StringComparison.Ordinal));
        Assert.All(pictures, picture => Assert.True(File.Exists(folder.At("report", picture)), picture));
        Assert.All(Picture().Matches(File.ReadAllText(folder.At("report", "report.md"))), match => Assert.NotEmpty(match.Groups[1].Value));
    }

    [Fact]
    public async Task Analyze_Show_WritesFindingsAndFiguresToTheOutput()
    {
        using TemporaryFolder folder = new();

        CliResult result = (await RunAsync(folder.At("report"), [.. EveryHeadIsBroad, "--show"])).AssertDone();

        Assert.Contains("note AL1001: ", result.Out, StringComparison.Ordinal);
        Assert.Contains("Entropy of each head", result.Out, StringComparison.Ordinal);
        Assert.Contains(" more figures are in the report.", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001B', result.Out);
        Assert.True(File.Exists(folder.At("report", "report.html")));
    }

    [Theory]
    [InlineData("note", 1)]
    [InlineData("warning", 0)]
    [InlineData("error", 0)]
    public async Task Analyze_FailOn_EndsWithOneFromThatSeverityOn(string severity, int code)
    {
        using TemporaryFolder folder = new();

        (await RunAsync(folder.At("report"), [.. EveryHeadIsBroad, "--fail-on", severity])).AssertCode(code);

        Assert.True(File.Exists(folder.At("report", "report.html")));
    }

    [Theory]
    [InlineData("warning", 1)]
    [InlineData("hidden", 0)]
    public async Task Analyze_SeverityOfARule_ReplacesItsOwn(string severity, int code)
    {
        using TemporaryFolder folder = new();

        (await RunAsync(folder.At("report"), [.. EveryHeadIsBroad, "--severity", $"AL1001={severity}", "--fail-on", "warning"])).AssertCode(code);

        Assert.Equal(4, Read(folder.At("report")).Findings.Count(finding =>
            finding.Descriptor.Id == "AL1001" && string.Equals(finding.Severity.ToString(), severity, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Analyze_AnalyzerPattern_RunsThoseAlone()
    {
        using TemporaryFolder folder = new();

        (await RunAsync(folder.At("report"), ["--analyzer", "maps.*", "--option", "maps.heads.heads=all"])).AssertDone();

        AnalysisReport report = Read(folder.At("report"));
        Assert.All(report.Analyzers, analyzer => Assert.StartsWith("maps.", analyzer.Name, StringComparison.Ordinal));
        Assert.Equal(4, report.Artefacts.Count(artefact => artefact.Id.Value.Contains("/head-", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("maps.head", "maps.heads", "--analyzer", "maps.head")]
    [InlineData("heads.measure.broad-share", "heads.measures", "--option", "heads.measure.broad-share=1")]
    [InlineData("broad-shre", "broad-share", "--option", "heads.measures.broad-shre=1")]
    [InlineData("often", "from 0 to 1", "--option", "heads.measures.broad-share=often")]
    [InlineData("2", "from 0 to 1", "--option", "heads.measures.broad-share=2")]
    [InlineData("heads.measures.broad-share", "ANALYZER.KEY=VALUE", "--option", "heads.measures.broad-share")]
    [InlineData("AL101", "AL1001", "--severity", "AL101=note")]
    [InlineData("grave", "warning", "--severity", "AL1001=grave")]
    [InlineData("often", "warning", "--fail-on", "often")]
    [InlineData("gif", "png", "--format", "gif")]
    [InlineData("pink", "dark", "--theme", "pink")]
    [InlineData("0", "4096", "--batch-size", "0")]
    [InlineData("9999", "256", "--threads", "9999")]
    [InlineData("no-such-folder", "folder", "--plugins", "no-such-folder")]
    public async Task Analyze_UnknownSetting_IsRefusedWithWhatIsKnown(string found, string expected, string option, string value)
    {
        using TemporaryFolder folder = new();

        CliResult result = await RunAsync(folder.At("report"), [option, value]);

        result.AssertRefused(found, expected);
        Assert.Empty(folder.Listing());
    }

    [Fact]
    public async Task Analyze_Quiet_SaysNothing()
    {
        using TemporaryFolder folder = new();

        CliResult result = await RunAsync(folder.At("report"), ["--quiet"]);

        Assert.Equal(string.Empty, result.AssertDone().Out + result.Error);
    }

    [Fact]
    public async Task Analyze_DarkTheme_ChangesTheDrawings()
    {
        using TemporaryFolder folder = new();

        (await RunAsync(folder.At("light"))).AssertDone();
        (await RunAsync(folder.At("dark"), ["--theme", "dark"])).AssertDone();

        Assert.NotEqual(File.ReadAllText(folder.At("light", "figures", "heads.entropy.svg")), File.ReadAllText(folder.At("dark", "figures", "heads.entropy.svg")));
        Assert.Equal(File.ReadAllText(folder.At("light", "report.json")), File.ReadAllText(folder.At("dark", "report.json")));
    }

    [RasterizerTheory]
    [InlineData("png", "89504E470D0A1A0A")]
    [InlineData("pdf", "255044462D")]
    public async Task Analyze_Format_WritesEachFigureInItToo(string format, string start)
    {
        using TemporaryFolder folder = new();

        (await RunAsync(folder.At("report"), ["--format", format])).AssertDone();

        string[] pictures = Directory.GetFiles(folder.At("report", "figures"), $"*.{format}");
        Assert.Equal(Directory.GetFiles(folder.At("report", "figures"), "*.svg").Length, pictures.Length);
        Assert.All(pictures, picture => Assert.StartsWith(start, Convert.ToHexString(File.ReadAllBytes(picture)), StringComparison.Ordinal));
        (await RunAsync(folder.At("report"))).AssertDone();
        Assert.Empty(Directory.GetFiles(folder.At("report", "figures"), $"*.{format}"));
    }

    private static AnalysisReport Read(string report)
    {
        using FileStream stream = File.OpenRead(Path.Combine(report, "report.json"));
        return ReportJson.Read(stream);
    }

    private Task<CliResult> RunAsync(string report, string[]? more = null) =>
        CliRunner.RunAsync(["analyze", model.Folder, "--text", "the film was not very good", "--out", report, .. more ?? []]);

    [GeneratedRegex("<script type=\"([^\"]*)\"[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("""(?:(?:src|href|action|data|poster|srcset)="|url\(['"]?)([^"')]*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    // An escaped bracket ends no text.
    [GeneratedRegex("""\[((?:[^\]\\]|\\.)*)\]\((figures/[^)]*)\)""", RegexOptions.CultureInvariant)]
    private static partial Regex Picture();
}
