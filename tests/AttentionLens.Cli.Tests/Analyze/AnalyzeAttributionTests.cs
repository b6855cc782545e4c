using AttentionLens.Cli.Tests.Running;
using AttentionLens.Engine;
using AttentionLens.Hosting.Tests;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Analyze;

/// <summary>Attributions in the report that <c>analyze</c> writes.</summary>
[Collection(SmallModelTests.Name)]
public sealed class AnalyzeAttributionTests(SmallModel model)
{
    [Fact]
    public async Task Analyze_AttributeOnSentiment_ShowsAndTestsTheMethods()
    {
        using TemporaryFolder folder = new();
        string sentiment = Path.Combine(ReferenceData.Checkout, "samples", "models", "sentiment");

        CliResult result = await CliRunner.RunAsync(
            "analyze", sentiment, "--text", "The delivery was slow and lousy.", "--analyzer", "heads.measures", "--attribute", "attnlrp", "--attribute", "rollout", "--out", folder.At("report"));

        result.AssertDone();
        AnalysisReport report = Read(folder.At("report"));
        TokenStripFigure strip = report.Artefacts.OfType<TokenStripFigure>().Single(figure => figure.Title == "attnlrp, example 0");
        Assert.Equal(["[CLS]", "the", "delivery", "was", "slow", "and", "lousy", ".", "[SEP]"], strip.Tokens.ToArray());
        Assert.Equal(ColorScaleKind.Diverging, strip.Scale.Kind);
        Assert.Contains("logit of class 0 ('negative')", strip.Caption, StringComparison.Ordinal);
        Assert.Contains("beats random orders: comprehensiveness", strip.Caption, StringComparison.Ordinal);
        int[] strongest = [.. Enumerable.Range(0, 9).OrderByDescending(place => strip.Scores[place]).Take(2)];
        Assert.Equal([4, 6], strongest);
        DataTable table = report.Artefacts.OfType<DataTable>().Single(artefact => artefact.Id.Value == "attribution/faithfulness");
        Assert.Equal(["attnlrp", "random", "rollout"], table.Rows.Select(row => row[0].Text!).Order(StringComparer.Ordinal));
        Assert.Equal("random", table.Rows[^1][0].Text);
        Assert.True(File.Exists(folder.At("report", "figures", "attribution.attnlrp.example-0.svg")));
    }

    [Fact]
    public async Task Analyze_Attributions_GiveTheSameBytesEveryTime()
    {
        using TemporaryFolder folder = new();

        (await RunAsync(folder.At("once"), "--attribute", "attnlrp", "--attribute", "kernel-shap")).AssertDone();
        (await RunAsync(folder.At("again"), "--attribute", "kernel-shap", "--attribute", "attnlrp", "--threads", "2")).AssertDone();

        FolderBytes.AssertEqual(folder.At("once"), folder.At("again"));
    }

    [Fact]
    public async Task Analyze_AttributeOnShapes_ShowsTheImageWithWhatDecides()
    {
        using TemporaryFolder folder = new();
        string shapes = Path.Combine(ReferenceData.Checkout, "samples", "models", "shapes");
        string image = Path.Combine(shapes, "evaluation", "0001.png");
        folder.Write("one.jsonl", $$"""{"image": {{System.Text.Json.JsonSerializer.Serialize(image)}}, "mask_patches": [1, 2, 9]}""" + "\n");

        CliResult result = await CliRunner.RunAsync(
            "analyze", shapes, "--input", folder.At("one.jsonl"), "--analyzer", "heads.measures", "--attribute", "attnlrp", "--attribute", "direct-logit-attribution", "--out", folder.At("report"));

        result.AssertDone();
        AnalysisReport report = Read(folder.At("report"));
        ImageOverlayFigure together = report.Artefacts.OfType<ImageOverlayFigure>().Single(figure => figure.Id.Value == "attribution/all/example-0");
        Assert.Equal((48, 48), (together.Image.Width, together.Image.Height));
        Assert.Equal([new MatrixCell(0, 1), new MatrixCell(0, 2), new MatrixCell(1, 1)], together.Outlines.ToArray());
        Assert.Equal(["attnlrp", "direct-logit-attribution"], together.Panels.Select(panel => panel.Name));
        Assert.Contains(report.Artefacts, artefact => artefact.Id.Value == "attribution/direct-logit-attribution/example-0/head-logits");
        BarPanel components = (BarPanel)report.Artefacts.OfType<ChartFigure>().Single(figure => figure.Id.Value == "attribution/direct-logit-attribution/example-0/parts").Panels[0];
        Assert.Equal(["attention bias, sum", "final bias", "head, sum", "mlp, sum", "position embedding", "token embedding"], components.Labels.ToArray());
        Assert.DoesNotContain("class=\"empty failed\"", await File.ReadAllTextAsync(folder.At("report/report.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agreement", "logit of \"", "--text", "the farmer near the houses")]
    [InlineData("translation", "logit of \"sieht\" (id 1118) at position 2", "--text", "The man sees the dog .", "--target-text", "Der Mann")]
    public async Task Analyze_AttributeOnALanguageModel_NamesTheTargetByItsToken(string name, string said, params string[] input)
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliRunner.RunAsync(
            ["analyze", Path.Combine(ReferenceData.Checkout, "samples", "models", name), .. input, "--analyzer", "heads.measures", "--attribute", "chefer-generic", "--out", folder.At("report")]);

        result.AssertDone();
        AnalysisReport report = Read(folder.At("report"));
        TokenStripFigure strip = report.Artefacts.OfType<TokenStripFigure>().Single(figure => figure.Id.Value == "attribution/chefer-generic/example-0");
        Assert.StartsWith("Explained: " + said, strip.Caption, StringComparison.Ordinal);
        Assert.Matches("of \"[a-z]+\" \\(id [0-9]+\\) at position", strip.Caption);
        Assert.Equal(name == "translation", report.Artefacts.Any(artefact => artefact.Id.Value == "attribution/chefer-generic/example-0/cross"));
        Assert.Equal(name == "translation", report.Artefacts.Any(artefact => artefact.Id.Value == "attribution/chefer-generic/example-0/target"));
    }

    [Theory]
    [InlineData("--objective", "logit-difference:1,7")]
    [InlineData("--target", "7")]
    public async Task Analyze_ClassThatTheModelDoesNotHave_IsRefused(string option, string value)
    {
        using TemporaryFolder folder = new();

        (await RunAsync(folder.At("report"), "--attribute", "attnlrp", option, value)).AssertRefused("7");
    }

    [Fact]
    public async Task Analyze_MethodOfAPluginThatThrows_CostsItsOwnResults()
    {
        using PluginWorkshop plugins = new();
        using TemporaryFolder folder = new();
        plugins.Add("bad", PluginText.Plugin(
            "builder.AddAttribution<Unlucky>();",
            """
            public sealed class Unlucky : AttributionMethod
            {
                public override AttributionDescriptor Descriptor => new("unlucky", "Throws.", AttributionKind.Attention);
                public override System.Threading.Tasks.ValueTask<AttributionResult> AttributeAsync(AttributionContext context, System.Threading.CancellationToken cancellationToken) =>
                    throw new System.InvalidOperationException("no luck");
            }
            """));

        CliResult result = await RunAsync(folder.At("report"), "--attribute", "unlucky", "--attribute", "attnlrp", "--plugins", plugins.Root, "--quiet");

        result.AssertCode(3);
        Assert.Contains("error: AL0101: Analyzer 'attribution.unlucky' failed once with System.InvalidOperationException: no luck", result.ErrorLines);
        AnalysisReport report = Read(folder.At("report"));
        Assert.Equal(["attribution.unlucky"], report.Analyzers.Where(analyzer => analyzer.IsPartial).Select(analyzer => analyzer.Name));
        Assert.Contains(report.Artefacts, artefact => artefact.Id.Value == "attribution/attnlrp/example-0");
    }

    [Theory]
    [InlineData("--attribute", "attnlpr", "'attnlpr' is not known; nearest: attnlrp")]
    [InlineData("--attribution-option", "attnlrp.detail=input", "is for no attribution method of this run")]
    [InlineData("--attribution-option", "detail", "expected METHOD.KEY=VALUE")]
    [InlineData("--attribute-examples", "0", "expected a whole number from 1 to 10000")]
    public async Task Analyze_AttributionThatIsNotThere_IsRefused(string option, string value, string said)
    {
        using TemporaryFolder folder = new();

        (await RunAsync(folder.At("report"), option, value)).AssertRefused(said);

        Assert.False(Directory.Exists(folder.At("report")));
    }

    [Theory]
    [InlineData("attnlrp.depth=3", "'attnlrp'")]
    [InlineData("attnlrp.detail=much", "'much'")]
    public async Task Analyze_AttributionSettingThatIsWrong_IsRefused(string setting, string said)
    {
        using TemporaryFolder folder = new();

        (await RunAsync(folder.At("report"), "--attribute", "attnlrp", "--attribution-option", setting)).AssertRefused(said);
    }

    private Task<CliResult> RunAsync(string place, params string[] more) =>
        CliRunner.RunAsync(["analyze", model.Folder, "--text", "the film was not very good", "--analyzer", "heads.measures", "--out", place, .. more]);

    private static AnalysisReport Read(string folder)
    {
        using FileStream stream = File.OpenRead(Path.Combine(folder, "report.json"));
        return ReportJson.Read(stream);
    }
}
