using AttentionLens.Cli.Tests.Running;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Show;

/// <summary><c>--show</c> of every command that has it.</summary>
[Collection(SmallModelTests.Name)]
public sealed class ShowTests(SmallModel model)
{
    private const string Text = "the film was not very good";

    private const string Lines = """
        {"text":"the film was good .","label":1}
        {"text":"a dull plot","label":0}
        {"text":"i liked it , but the plot was bad .","label":0}

        """;

    [Fact]
    public async Task Attribute_ShowAlone_DrawsEachInputAndWritesNothing()
    {
        using TemporaryFolder folder = new();
        string lines = folder.Write("in.jsonl", Lines);

        CliResult result = (await CliRunner.RunAsync("attribute", model.Folder, "--input", lines, "--method", "attnlrp", "--show")).AssertDone();

        Assert.All((string[])["attnlrp, example 0", "attnlrp, example 1", "attnlrp, example 2", " dull(", " bad("], words => Assert.Contains(words, result.Out, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001B', result.Out);
        Assert.DoesNotContain("Faithfulness", result.Out, StringComparison.Ordinal);
        Assert.Equal(["in.jsonl"], folder.Listing().Select(name => Path.GetFileName(name)));
    }

    [Fact]
    public async Task Attribute_ShowAndOut_DoesBothAndTheFileIsTheSame()
    {
        using TemporaryFolder folder = new();
        string[] command = ["attribute", model.Folder, "--text", Text, "--method", "integrated-gradients"];

        CliResult shown = (await CliRunner.RunAsync([.. command, "--show", "--out", folder.At("shown.safetensors")])).AssertDone();
        CliResult plain = (await CliRunner.RunAsync([.. command, "--out", folder.At("plain.safetensors")])).AssertDone();

        Assert.Contains("integrated-gradients, example 0", shown.Out, StringComparison.Ordinal);
        Assert.Equal(string.Empty, plain.Out);
        Assert.Equal(File.ReadAllBytes(folder.At("plain.safetensors")), File.ReadAllBytes(folder.At("shown.safetensors")));
    }

    [Fact]
    public async Task Attribute_Show_DrawsWhatAReportDraws()
    {
        using TemporaryFolder folder = new();

        CliResult alone = (await CliRunner.RunAsync("attribute", model.Folder, "--text", Text, "--method", "attnlrp", "--show")).AssertDone();
        CliResult report = (await CliRunner.RunAsync(
            "analyze", model.Folder, "--text", Text, "--attribute", "attnlrp", "--analyzer", "heads.measures", "--show", "--out", folder.At("report"))).AssertDone();

        Assert.Equal(Assert.Single(report.OutLines, line => line.StartsWith("[CLS](", StringComparison.Ordinal)), Assert.Single(alone.OutLines, line => line.StartsWith("[CLS](", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Attribute_ShowOfParts_DrawsGridsAndSteps()
    {
        string agreement = Path.Combine(ReferenceData.Checkout, "samples", "models", "agreement");

        CliResult result = (await CliRunner.RunAsync(
            "attribute", agreement, "--text", "The senators near the car", "--method", "direct-logit-attribution", "--show")).AssertDone();

        Assert.Contains("example 0: head logits", result.Out, StringComparison.Ordinal);
        Assert.Contains("example 0: from nothing to the logit", result.Out, StringComparison.Ordinal);
        Assert.Contains("layer 5 mlp", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attribute", "--method", "attnlrp")]
    [InlineData("importance", "--method", "michel")]
    public async Task Command_NeitherShowNorOut_IsRefused(string command, params string[] more) =>
        (await CliRunner.RunAsync([command, model.Folder, "--text", Text, .. more])).AssertRefused("Neither '--out' nor '--show' was given");

    [Theory]
    [InlineData("--show", true, true)]
    [InlineData("--show=comprehensiveness,curves", false, true)]
    [InlineData("--show=comprehensiveness", false, false)]
    public async Task Evaluate_Show_HasTheTableThatIsNamedAndCurvesWhereTheyAre(string show, bool hasAll, bool hasCurves)
    {
        CliResult result = (await CliRunner.RunAsync("evaluate", model.Folder, "--text", Text, "--method", "attnlrp", "--method", "rollout", show)).AssertDone();

        Assert.Contains("comprehensiveness", result.Out, StringComparison.Ordinal);
        Assert.Equal(hasAll, result.Out.Contains("deletion_auc", StringComparison.Ordinal));
        Assert.Equal(hasCurves, result.Out.Contains("Insertion: higher is better", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evaluate_CurvesWithoutMethods_IsRefused() =>
        (await CliRunner.RunAsync("evaluate", model.Folder, "--text", Text, "--show")).AssertRefused("--show curves shows how faithful methods are; name them with --method.");

    [Fact]
    public async Task Importance_ShowAlone_DrawsTheGridOfEachMethod()
    {
        using TemporaryFolder folder = new();
        string lines = folder.Write("in.jsonl", Lines);

        CliResult result = (await CliRunner.RunAsync("importance", model.Folder, "--input", lines, "--method", "michel", "--method", "taylor", "--show")).AssertDone();

        Assert.All(
            (string[])["Importance by michel", "Importance by taylor", "Agreement of methods", "taylor against michel"], words => Assert.Contains(words, result.Out, StringComparison.Ordinal));
        Assert.Equal(["in.jsonl"], folder.Listing().Select(name => Path.GetFileName(name)));
    }

    [Fact]
    public async Task Prune_Show_DrawsTheCurveAndTheGrids()
    {
        using TemporaryFolder folder = new();

        CliResult result = (await CliRunner.RunAsync(
            "prune", model.Folder, "--input", folder.Write("in.jsonl", Lines), "--by", "michel", "--heads", "1", "--out", folder.At("small"), "--show")).AssertDone();

        Assert.Contains("What removing heads costs", result.Out, StringComparison.Ordinal);
        Assert.Contains("*: outlined", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_Show_DrawsTheReportOrTheFiguresThatAreNamed()
    {
        using TemporaryFolder folder = new();
        string report = await ReportAsync(folder);
        IReadOnlyList<string> before = folder.Listing();

        CliResult whole = (await CliRunner.RunAsync("render", report, "--show")).AssertDone();
        CliResult named = (await CliRunner.RunAsync("render", report, "--show", "--figure", "maps/*/layers")).AssertDone();

        Assert.Contains(" more figures are in the report.", whole.Out, StringComparison.Ordinal);
        Assert.Contains("layer 0", named.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("indings", named.Out, StringComparison.Ordinal);
        Assert.True(named.OutLines.Count < whole.OutLines.Count);
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public async Task Render_ShowBesideFiles_DoesBoth()
    {
        using TemporaryFolder folder = new();

        CliResult result = (await CliRunner.RunAsync(
            "render", await ReportAsync(folder), "--show", "--figure", "heads/entropy", "--format", "svg", "--out", folder.At("again"))).AssertDone();

        Assert.Contains("Entropy of each head", result.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.At("again", "figures", "heads.entropy.svg")));
    }

    [Theory]
    [InlineData("No figure of the report matches 'heads/entrpy'; nearest: heads/entropy", "--show", "--figure", "heads/entrpy")]
    [InlineData("'--out' is required beside '--format'", "--show", "--format", "svg")]
    [InlineData("Neither '--out' nor '--show' was given", "--figure", "heads/entropy")]
    [InlineData("--theme is 'blue'", "--show", "--theme", "blue")]
    public async Task Render_ShowThatCannotBe_IsRefused(string expected, params string[] options)
    {
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync(["render", await ReportAsync(folder), .. options])).AssertRefused(expected);
    }

    private async Task<string> ReportAsync(TemporaryFolder folder)
    {
        (await CliRunner.RunAsync(
            "analyze", model.Folder, "--text", Text, "--analyzer", "heads.measures", "--analyzer", "maps.*", "--out", folder.At("report"))).AssertDone();
        return folder.At("report", "report.json");
    }
}
