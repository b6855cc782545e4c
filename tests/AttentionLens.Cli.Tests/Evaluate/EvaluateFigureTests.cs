using System.Xml.Linq;
using AttentionLens.Cli.Tests.Analyze;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Engine;

namespace AttentionLens.Cli.Tests.Evaluate;

/// <summary>The picture that <c>evaluate --figure</c> draws.</summary>
[Collection(SmallModelTests.Name)]
public sealed class EvaluateFigureTests(SmallModel model)
{
    [Fact]
    public async Task Evaluate_Figure_DrawsTheMethodsBesideRandom()
    {
        using TemporaryFolder folder = new();

        (await RunAsync("--method", "attnlrp", "--method", "rollout", "--figure", folder.At("new/curves.svg"))).AssertDone();
        (await RunAsync("--method", "attnlrp", "--method", "rollout", "--figure", folder.At("again.svg"), "--threads", "2", "--batch-size", "1")).AssertDone();

        XElement root = XDocument.Load(folder.At("new/curves.svg")).Root!;
        string[] texts = [.. root.Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value)];
        Assert.All((string[])["attnlrp", "rollout", "random", "Deletion: lower is better", "Insertion: higher is better"], text => Assert.Contains(text, texts));
        Assert.Equal(await File.ReadAllBytesAsync(folder.At("new/curves.svg")), await File.ReadAllBytesAsync(folder.At("again.svg")));
    }

    [RasterizerTheory]
    [InlineData("curves.png", "89-50-4E-47")]
    [InlineData("curves.PDF", "25-50-44-46")]
    public async Task Evaluate_FigureWithAnotherExtension_IsOfThatFormat(string name, string start)
    {
        using TemporaryFolder folder = new();

        (await RunAsync("--method", "rollout", "--figure", folder.At(name))).AssertDone();

        Assert.Equal(start, BitConverter.ToString(await File.ReadAllBytesAsync(folder.At(name)), 0, 4));
    }

    [Fact]
    public async Task Evaluate_FigureAsJson_HoldsTheData()
    {
        using TemporaryFolder folder = new();

        (await RunAsync("--method", "rollout", "--figure", folder.At("curves.json"))).AssertDone();

        using FileStream file = File.OpenRead(folder.At("curves.json"));
        ChartFigure figure = Assert.IsType<ChartFigure>(ReportJson.ReadArtefact(file));
        Assert.Contains(figure.Panels.OfType<CurvePanel>().SelectMany(panel => panel.Curves), curve => curve.Name == "rollout");
    }

    [Theory]
    [InlineData("curves.gif", "has the extension 'gif'; expected one of: svg, json, png, pdf, apng.")]
    [InlineData("curves", "has the extension ''; expected one of: svg, json, png, pdf, apng.")]
    [InlineData("folder/", "--figure '")]
    public async Task Evaluate_FigureOfNoFormat_IsRefused(string name, string said)
    {
        using TemporaryFolder folder = new();

        (await RunAsync("--method", "rollout", "--figure", folder.At(name))).AssertRefused(said);

        Assert.False(File.Exists(folder.At(name)));
    }

    [Fact]
    public async Task Evaluate_FigureWithoutMethods_IsRefused() =>
        (await RunAsync("--figure", "curves.svg")).AssertRefused("--figure shows how faithful methods are; name them with --method.");

    private Task<CliResult> RunAsync(params string[] more) =>
        CliRunner.RunAsync(["evaluate", model.Folder, "--text", "the film was not very good", "--quiet", .. more]);
}
