using System.Diagnostics;
using System.Globalization;
using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Processes;

/// <summary>What only a process of its own shows: exit codes, two streams, the environment, signals.</summary>
[Collection(SmallModelTests.Name)]
public sealed class ProcessTests(SmallModel model)
{
    private static readonly Dictionary<string, string> Plain = [];

    [Fact]
    public async Task Process_Tokenize_WritesUtf8LinesToOneStream()
    {
        (CliResult result, byte[] output) = await CliProcess.RunAsync(
            new Dictionary<string, string> { ["LC_ALL"] = "C", ["LANG"] = "C" }, "tokenize", model.Folder, "--text", "good films", "--no-special-tokens");

        Assert.Equal(string.Empty, result.AssertDone().Error);
        Assert.Equal("""{"id":"0","ids":[11,7,22],"tokens":["good","film","##s"],"offsets":[[0,4],[5,9],[9,10]]}""" + "\n", result.Out);
        Assert.Equal((byte)'{', output[0]);
    }

    [Fact]
    public async Task Process_BadInput_EndsWithTwoAndOneLine()
    {
        (CliResult result, _) = await CliProcess.RunAsync(Plain, "tokenize", "no-such-model", "--text", "good");

        result.AssertRefused("no-such-model");
    }

    [Fact]
    public async Task Process_Findings_EndWithOneAndHintsGoToTheOtherStream()
    {
        using TemporaryFolder folder = new();

        (CliResult result, _) = await CliProcess.RunAsync(
            Plain, "analyze", model.Folder, "--text", "good", "--out", folder.At("report"), "--option", "heads.measures.broad-share=0", "--fail-on", "note");

        result.AssertCode(1);
        Assert.Equal(string.Empty, result.Out);
        Assert.Contains($"report: {folder.At("report", "report.html")}", result.ErrorLines);
        Assert.DoesNotContain('\u001b', result.Error);
    }

    [Fact]
    public async Task Process_BrokenPlugin_EndsWithThree()
    {
        using TemporaryFolder folder = new();
        folder.Write("broken/lens-plugin.json", "{");

        (CliResult result, _) = await CliProcess.RunAsync(Plain, "rules", "list", "--plugins", folder.Folder);

        result.AssertCode(3);
        Assert.Contains("AL0301", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "xterm-256color")]
    public async Task Process_TableThatGoesToAPipe_HasNoColours(string name, string value)
    {
        (CliResult result, _) = await CliProcess.RunAsync(new Dictionary<string, string> { [name] = value, ["FORCE_COLOR"] = "1" }, "models", "list");

        Assert.DoesNotContain('\u001b', result.AssertDone().Out);
        Assert.Contains("│ bert ", result.Out, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Process_Interrupted_EndsWith130AndLeavesNothing()
    {
        using TemporaryFolder folder = new();

        // Reading from a pipe that nobody writes to keeps the command busy for as long as the test needs.
        string pipe = folder.At("inputs.jsonl");
        await RunToolAsync("mkfifo", pipe);
        using CliProcess process = CliProcess.Start("analyze", model.Folder, "--input", pipe, "--out", folder.At("deep", "report"));
        await using FileStream writer = new(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        await writer.WriteAsync("{\"text\":\"good\"}\n"u8.ToArray());
        await writer.FlushAsync();
        for (int tries = 0; !Directory.Exists(folder.At("deep")) && tries < 600; tries++)
        {
            await Task.Delay(100);
        }

        Assert.False(process.HasEnded);

        await RunToolAsync("kill", "-INT", process.Id.ToString(CultureInfo.InvariantCulture));
        (CliResult result, _) = await process.EndAsync();

        result.AssertCode(130);
        Assert.Equal(["cancelled"], result.ErrorLines);
        Assert.Equal(string.Empty, result.Out);
        Assert.Equal(["inputs.jsonl"], folder.Listing());
    }

    [UnixFact]
    public async Task Process_OutThatIsADevice_IsRefusedAndKept()
    {
        (CliResult result, _) = await CliProcess.RunAsync(Plain, "tokenize", model.Folder, "--text", "good", "--out", "/dev/null");

        result.AssertRefused("is a device");
        Assert.Equal(0, new FileInfo("/dev/null").Length);
    }

    [SmallDiskTheory]
    [InlineData("trace", "--hooks", "*")]
    [InlineData("analyze")]
    [InlineData("tokenize")]
    public async Task Process_DiskThatIsFull_IsOneLineAndLeavesNothing(string command, params string[] more)
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.At("disk"));
        string lines = folder.Write("inputs.jsonl", string.Concat(Enumerable.Repeat("{\"text\":\"the film was good\"}\n", 200)));

        CliResult result = await CliProcess.RunOnSmallDiskAsync(
            folder.At("disk"), folder.At("listing"), [command, model.Folder, "--input", lines, "--out", folder.At("disk", "deep", "out"), .. more]);

        result.AssertRefused();
        Assert.Equal(string.Empty, await File.ReadAllTextAsync(folder.At("listing")));
    }

    private static async Task RunToolAsync(string tool, params string[] args)
    {
        using Process process = Process.Start(tool, args);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
