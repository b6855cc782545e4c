using System.Collections.Immutable;
using AttentionLens.Cli.Tests.Analyze;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Engine;

namespace AttentionLens.Cli.Tests.Render;

/// <summary><c>render</c>: a report drawn again without its model.</summary>
[Collection(SmallModelTests.Name)]
public sealed class RenderTests(SmallModel model)
{
    [Fact]
    public async Task Render_WholeReport_GivesTheFilesThatAnalyzeGave()
    {
        using TemporaryFolder folder = new();
        await AnalyzeAsync(folder);

        CliResult result = await CliRunner.RunAsync(
            "render", folder.At("report", "report.json"), "--format", "html", "--format", "md", "--format", "json", "--format", "svg", "--out", folder.At("again"));

        result.AssertDone();
        Assert.Equal(string.Empty, result.Out);
        string[] files = ["report.html", "report.md", "report.json", .. Figures(folder.At("report")).Select(name => $"figures/{name}")];
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(folder.At("report", file)), File.ReadAllBytes(folder.At("again", file))));
        Assert.Equal(Figures(folder.At("report")), Figures(folder.At("again")));
    }

    [Fact]
    public async Task Render_NamedFigures_AreDocumentsOfTheirOwn()
    {
        using TemporaryFolder folder = new();
        await AnalyzeAsync(folder);

        (await CliRunner.RunAsync(
            "render", folder.At("report", "report.json"), "--figure", "maps/*/layers", "--figure", "heads/entropy", "--format", "html", "--format", "md", "--format", "json", "--out", folder.At("again")))
            .AssertDone();

        Assert.Equal(
            ["heads.entropy.html", "heads.entropy.json", "heads.entropy.md", "maps.example-0.layers.html", "maps.example-0.layers.json", "maps.example-0.layers.md"],
            Figures(folder.At("again")));
        Assert.Equal(["figures"], Directory.EnumerateFileSystemEntries(folder.At("again")).Select(path => Path.GetFileName(path)));
        using FileStream file = File.OpenRead(folder.At("again", "figures", "maps.example-0.layers.json"));
        Assert.Equal(2, Assert.IsType<SequenceFigure>(ReportJson.ReadArtefact(file)).Frames.Length);
        Assert.Contains("](heads.entropy.svg)", File.ReadAllText(folder.At("again", "figures", "heads.entropy.md")), StringComparison.Ordinal);
        Assert.Contains("Content-Security-Policy", File.ReadAllText(folder.At("again", "figures", "heads.entropy.html")), StringComparison.Ordinal);
    }

    [RasterizerTheory]
    [InlineData("png", "89504E470D0A1A0A")]
    [InlineData("apng", "89504E470D0A1A0A")]
    [InlineData("pdf", "255044462D")]
    public async Task Render_Pictures_HaveTheirFormatAndAreTheSameTwice(string format, string start)
    {
        using TemporaryFolder folder = new();
        await AnalyzeAsync(folder);

        (await RenderAsync(folder, "a", "--format", format, "--figure", "maps/*/layers")).AssertDone();
        (await RenderAsync(folder, "b", "--format", format, "--figure", "maps/*/layers")).AssertDone();

        byte[] picture = File.ReadAllBytes(folder.At("a", "figures", $"maps.example-0.layers.{format}"));
        Assert.StartsWith(start, Convert.ToHexString(picture), StringComparison.Ordinal);
        Assert.Equal(format == "apng", picture.AsSpan().IndexOf("acTL"u8) > 0);
        Assert.Equal(picture, File.ReadAllBytes(folder.At("b", "figures", $"maps.example-0.layers.{format}")));
    }

    [Theory]
    [InlineData("200", 200)]
    [InlineData("4000x300", 300)]
    public async Task Render_Size_IsTheSvgsAndKeepsItsProportions(string size, int bound)
    {
        using TemporaryFolder folder = new();
        await AnalyzeAsync(folder);

        (await RenderAsync(folder, "again", "--format", "svg", "--size", size, "--figure", "heads/entropy")).AssertDone();

        System.Xml.Linq.XElement root = System.Xml.Linq.XDocument.Load(folder.At("again", "figures", "heads.entropy.svg")).Root!;
        (double width, double height) = ((double)root.Attribute("width")!, (double)root.Attribute("height")!);
        double[] box = [.. ((string)root.Attribute("viewBox")!).Split(' ').Select(side => double.Parse(side, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(bound, size.Contains('x', StringComparison.Ordinal) ? height : width);
        Assert.Equal(box[2] / box[3], width / height, 0.01);
    }

    [Fact]
    public async Task Render_IntoAFolderWithFiles_AddsAndReplacesItsOwnAlone()
    {
        using TemporaryFolder folder = new();
        await AnalyzeAsync(folder);
        folder.Write("report/mine.txt", "mine");
        ImmutableArray<string> before = [.. folder.Listing()];

        (await RenderAsync(folder, "report", "--format", "html", "--theme", "dark")).AssertDone();

        Assert.Equal(before, folder.Listing());
        Assert.Equal("mine", File.ReadAllText(folder.At("report", "mine.txt")));
        Assert.Contains("data-theme=\"dark\"", File.ReadAllText(folder.At("report", "report.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Format 'gif' is not known; known: svg, md, html, json, png, pdf", "--format", "gif")]
    [InlineData("No figure of the report matches 'heads/entrpy'; nearest: heads/entropy", "--format", "svg", "--figure", "heads/entrpy")]
    [InlineData("--size is '8by6'; expected a width as 800", "--format", "svg", "--size", "8by6")]
    [InlineData("--size is '0x5'", "--format", "svg", "--size", "0x5")]
    [InlineData("--scale is '99'; expected a number from 0.05 to 16", "--format", "svg", "--scale", "99")]
    [InlineData("--theme is 'blue'", "--format", "svg", "--theme", "blue")]
    [InlineData("Rasterizer 'inkscape' is not known; known: librsvg, chromium", "--format", "png", "--rasterizer", "inkscape")]
    [InlineData("'--format' is required", "--theme", "dark")]
    public async Task Render_OptionThatCannotBe_IsRefusedAndNothingIsWritten(string expected, params string[] options)
    {
        using TemporaryFolder folder = new();
        await AnalyzeAsync(folder);
        IReadOnlyList<string> before = folder.Listing();

        (await RenderAsync(folder, "again", options)).AssertRefused(expected);

        Assert.Equal(before, folder.Listing());
    }

    [Theory]
    [InlineData("{\"schemaVersion\":")]
    [InlineData("[[[[")]
    [InlineData("")]
    [InlineData("{\"schemaVersion\":\"1\",\"modle\":1}")]
    public async Task Render_HostileReport_IsRefusedOnOneLineAndNothingIsWritten(string json)
    {
        using TemporaryFolder folder = new();
        folder.Write("bad.json", json);

        CliResult result = await CliRunner.RunAsync("render", folder.At("bad.json"), "--format", "svg", "--out", folder.At("again"));

        result.AssertRefused("bad.json");
        Assert.Equal(["bad.json"], folder.Listing());
    }

    [Theory]
    [InlineData("nothing.json")]
    [InlineData(".")]
    public async Task Render_NoFile_IsRefused(string name)
    {
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync("render", folder.At(name), "--format", "svg", "--out", folder.At("again"))).AssertRefused("expected the report.json of an earlier run");
    }

    [Fact]
    public async Task Render_FigureOfAPluginsType_IsNamedAndCostsItselfAlone()
    {
        using TemporaryFolder folder = new();
        await AnalyzeAsync(folder);
        string json = File.ReadAllText(folder.At("report", "report.json"));
        folder.Write("report/report.json", json.Replace(
            "\n \"artefacts\": [", "\n \"artefacts\": [{\"type\":\"foreign\",\"id\":\"a/spiral\",\"title\":\"Spiral\",\"typeName\":\"Mine.Spiral\"},", StringComparison.Ordinal));

        CliResult result = await RenderAsync(folder, "again", "--format", "svg", "--figure", "a/spiral", "--figure", "heads/entropy");

        result.AssertCode(3);
        Assert.Contains("error: figures/a.spiral.svg: no renderer draws 'a/spiral' (Mine.Spiral) as svg; the plugin that made it may, while its model runs.", result.ErrorLines);
        Assert.Equal(["heads.entropy.svg"], Figures(folder.At("again")));
    }

    [Fact]
    public async Task Render_BesideAnotherReport_DrawsTheFiguresOfBothTogether()
    {
        using TemporaryFolder folder = new();
        await AnalyzeAsync(folder);
        (await CliRunner.RunAsync("analyze", model.Folder, "--text", "the film was bad", "--analyzer", "heads.measures", "--out", folder.At("other"))).AssertDone();

        (await RenderAsync(folder, "again", "--beside", folder.At("other", "report.json"), "--format", "json", "--format", "svg", "--format", "html")).AssertDone();

        string[] common = [.. Figures(folder.At("report")).Intersect(Figures(folder.At("other")))];
        Assert.Equal(common, Figures(folder.At("again")).Where(name => name.EndsWith(".svg", StringComparison.Ordinal)));
        Assert.Equal(["figures"], Directory.EnumerateFileSystemEntries(folder.At("again")).Select(path => Path.GetFileName(path)));
        using FileStream file = File.OpenRead(folder.At("again", "figures", "heads.entropy.json"));
        SideBySideFigure figure = Assert.IsType<SideBySideFigure>(ReportJson.ReadArtefact(file));
        Assert.Equal(["report", "other"], figure.Parts.Select(part => part.Name));
        Assert.Equal("heads/entropy", figure.Parts[1].Figure.Id.Value);
    }

    [Fact]
    public async Task Render_BesideAReportWithNothingInCommon_IsRefusedAndNothingIsWritten()
    {
        using TemporaryFolder folder = new();
        await AnalyzeAsync(folder);
        (await CliRunner.RunAsync("analyze", model.Folder, "--text", "the film was bad", "--analyzer", "maps.layers-film", "--out", folder.At("other"))).AssertDone();
        IReadOnlyList<string> before = folder.Listing();

        (await RenderAsync(folder, "again", "--beside", folder.At("other", "report.json"), "--format", "svg")).AssertRefused("no figure in common that can lie side by side");
        (await RenderAsync(folder, "again", "--beside", folder.At("nothing.json"), "--format", "svg")).AssertRefused("nothing.json");

        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public async Task Render_FiguresTogether_DrawsThemAsOneUnderWhatTheirIdsShare()
    {
        using TemporaryFolder folder = new();
        await AnalyzeAsync(folder);

        (await RenderAsync(folder, "again", "--together", "--figure", "heads/entropy", "--figure", "heads/separator", "--format", "json")).AssertDone();

        using FileStream file = File.OpenRead(folder.At("again", "figures", "heads.together.json"));
        SideBySideFigure figure = Assert.IsType<SideBySideFigure>(ReportJson.ReadArtefact(file));
        Assert.Equal("heads/together", figure.Id.Value);
        Assert.Equal([("entropy", "heads/entropy"), ("separator", "heads/separator")], figure.Parts.Select(part => (part.Name, part.Figure.Id.Value)));
        Assert.Equal(["heads.together.json"], Figures(folder.At("again")));
    }

    [Theory]
    [InlineData("Figures to lie side by side: 1", "--figure", "heads/entropy")]
    [InlineData("holds several figures itself", "--figure", "maps/*", "--figure", "heads/entropy")]
    [InlineData("No figure of the report matches", "--figure", "nothing")]
    [InlineData("--together and --beside are both given", "--beside", "other.json")]
    public async Task Render_TogetherWhatCannotBe_IsRefusedAndNothingIsWritten(string expected, params string[] options)
    {
        using TemporaryFolder folder = new();
        await AnalyzeAsync(folder);
        IReadOnlyList<string> before = folder.Listing();

        (await RenderAsync(folder, "again", ["--together", "--format", "svg", .. options])).AssertRefused(expected);

        Assert.Equal(before, folder.Listing());
    }

    private async Task AnalyzeAsync(TemporaryFolder folder) => (await CliRunner.RunAsync(
        "analyze", model.Folder, "--text", "the film was good", "--analyzer", "maps.layers-film", "--analyzer", "heads.measures", "--out", folder.At("report"))).AssertDone();

    private static Task<CliResult> RenderAsync(TemporaryFolder folder, string output, params string[] options) =>
        CliRunner.RunAsync(["render", folder.At("report", "report.json"), "--out", folder.At(output), .. options], CancellationToken.None);

    private static string[] Figures(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, "figures")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
