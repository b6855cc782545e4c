using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Analyze;

/// <summary>Where <c>analyze</c> writes: whole or not at all, and never over what is the user's.</summary>
[Collection(SmallModelTests.Name)]
public sealed class AnalyzePlaceTests(SmallModel model)
{
    [Fact]
    public async Task Analyze_ReportThatIsThere_IsReplaced()
    {
        using TemporaryFolder folder = new();
        (await RunAsync(folder.At("report"), "good", "--analyzer", "maps.heads")).AssertDone();

        (await RunAsync(folder.At("report"), "the film was bad", "--analyzer", "heads.measures")).AssertDone();

        Assert.Contains("heads.entropy.svg", Directory.EnumerateFiles(folder.At("report", "figures")).Select(path => Path.GetFileName(path)));
        Assert.Empty(Directory.EnumerateFiles(folder.At("report", "figures"), "maps.*"));
        Assert.Equal(["report"], Directory.EnumerateFileSystemEntries(folder.Folder).Select(path => Path.GetFileName(path)));
    }

    [Theory]
    [InlineData("notes.txt", false)]
    [InlineData("report.json", false)]
    [InlineData("notes.txt", true)]
    [InlineData("figures/notes.txt", true)]
    [InlineData("figures/mine/a.svg", true)]
    [InlineData("report/mine.txt", true)]
    public async Task Analyze_FolderThatHoldsSomethingElse_IsRefusedAndKept(string own, bool besideAReport)
    {
        using TemporaryFolder folder = new();
        if (besideAReport)
        {
            (await RunAsync(folder.At("out"), "good")).AssertDone();
        }

        folder.Write($"out/{own}", "mine");
        IReadOnlyList<string> before = folder.Listing();

        CliResult result = await RunAsync(folder.At("out"), "bad");

        result.AssertRefused(folder.At("out"), own.Split('/')[0]);
        Assert.Equal(before, folder.Listing());
        Assert.Equal("mine", File.ReadAllText(folder.At("out", own)));
    }

    [Fact]
    public async Task Analyze_EmptyFolder_IsUsed()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.At("report"));

        (await RunAsync(folder.At("report") + "/", "good")).AssertDone();

        Assert.True(File.Exists(folder.At("report", "report.html")));
    }

    [Fact]
    public async Task Analyze_FoldersWithNamesLikeOurs_AreKept()
    {
        using TemporaryFolder folder = new();
        (await RunAsync(folder.At("report"), "good")).AssertDone();
        folder.Write("report.partial/mine.txt", "mine");
        folder.Write("report.old/mine.txt", "mine");

        (await RunAsync(folder.At("report"), "bad")).AssertDone();

        Assert.Equal("mine", File.ReadAllText(folder.At("report.partial", "mine.txt")));
        Assert.Equal("mine", File.ReadAllText(folder.At("report.old", "mine.txt")));
    }

    [Fact]
    public async Task Analyze_Link_WritesWhereItPoints()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.At("real"));
        Directory.CreateSymbolicLink(folder.At("link"), folder.At("real"));

        (await RunAsync(folder.At("link"), "good")).AssertDone();

        Assert.NotNull(new DirectoryInfo(folder.At("link")).LinkTarget);
        Assert.True(File.Exists(folder.At("real", "report.html")));
    }

    [Fact]
    public async Task Analyze_FileInPlaceOfTheFolder_IsRefused()
    {
        using TemporaryFolder folder = new();
        folder.Write("report", "mine");

        (await RunAsync(folder.At("report"), "good")).AssertRefused("is a file");
        (await RunAsync(folder.At("report", "below"), "good")).AssertRefused("cannot be written");

        Assert.Equal(["report"], folder.Listing());
    }

    [Fact]
    public async Task Analyze_FailedRun_KeepsTheEarlierReport()
    {
        using TemporaryFolder folder = new();
        (await RunAsync(folder.At("report"), "good")).AssertDone();
        IReadOnlyList<string> before = folder.Listing();
        string page = File.ReadAllText(folder.At("report", "report.html"));

        (await RunAsync(folder.At("report"), string.Join(' ', Enumerable.Repeat("good", 40)))).AssertRefused("42 tokens");

        Assert.Equal(before, folder.Listing());
        Assert.Equal(page, File.ReadAllText(folder.At("report", "report.html")));
    }

    [Fact]
    public async Task Analyze_Cancelled_LeavesNothingAndSaysSo()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource source = new();
        await source.CancelAsync();

        CliResult result = await CliRunner.RunAsync(["analyze", model.Folder, "--text", "good", "--out", folder.At("a", "b")], source.Token);

        result.AssertCode(130);
        Assert.Equal(["cancelled"], result.ErrorLines);
        Assert.Equal(string.Empty, result.Out);
        Assert.Empty(folder.Listing());
    }

    private Task<CliResult> RunAsync(string report, string text, params string[] more) =>
        CliRunner.RunAsync(["analyze", model.Folder, "--text", text, "--out", report, .. more]);
}
