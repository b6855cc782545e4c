using AttentionLens.Cli.Tests.Running;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Cli.Tests.Interventions;

/// <summary><c>--interventions</c>: every run of a command is changed, and files from strangers are refused in one line.</summary>
[Collection(SmallModelTests.Name)]
public sealed class InterventionsTests(SmallModel model)
{
    [Fact]
    public async Task Trace_SkippedBlock_HoldsWhatTheBlockWasGiven()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("change.json", """{"interventions":[{"kind":"skip_layer","target":"blocks.1.resid_post"}]}""");
        string trace = folder.At("t.safetensors");

        CliResult result = await CliRunner.RunAsync("trace", model.Folder, "--text", "good", "--hooks", "blocks.1.resid_*", "--interventions", file, "--out", trace);

        result.AssertDone();
        Assert.Contains("SkipLayer at blocks.1.resid_post", result.Error, StringComparison.Ordinal);
        using SafetensorsFile stored = SafetensorsFile.Open(trace);
        Assert.Equal(Values(stored, "blocks.1.resid_pre"), Values(stored, "blocks.1.resid_post"));
    }

    [Theory]
    [InlineData("[]", "interventions")]
    [InlineData("{\"interventions\":3}", "interventions")]
    [InlineData("{\"interventions\":[],\"more\":1}", "'more'")]
    [InlineData("{\"interventions\":[{\"kind\":\"zero\",\"target\":\"blocks.9.mlp_out\"}]}", "blocks.9.mlp_out")]
    [InlineData("{\"interventions\":[{\"kind\":\"zero\"}]}", "intervention 1")]
    [InlineData("{\"interventions\":[{\"kind\":\"mean\",\"target\":\"embed\",\"source\":\"x\"}]}", "'x'")]
    [InlineData("{\"interventions\":[],\"sources\":{\"x\":{\"text\":3}}}", "source 'x'")]
    [InlineData("{\"interventions\":[],\"sources\":{\"x\":\"nowhere.jsonl\"}}", "nowhere.jsonl")]
    [InlineData("{", "line 1")]
    public async Task Trace_FileThatCannotBeUsed_IsOneLineAndNothingIsWritten(string text, string named)
    {
        using TemporaryFolder folder = new();
        string trace = folder.At("t.safetensors");

        CliResult result = await CliRunner.RunAsync("trace", model.Folder, "--text", "good", "--quiet", "--interventions", folder.Write("change.json", text), "--out", trace);

        result.AssertRefused(named);
        Assert.False(File.Exists(trace));
    }

    [Fact]
    public async Task Analyze_ChangedModel_SaysSoInTheReport()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write(
            "change.json",
            """{"interventions":[{"kind":"mean","target":"blocks.0.mlp_out","source":"others"}],"sources":{"others":[{"text":"good"},{"text":"bad plot"}]}}""");
        string report = folder.At("report");

        (await CliRunner.RunAsync("analyze", model.Folder, "--text", "good", "--interventions", file, "--out", report)).AssertDone();

        Assert.Contains("MeanAblation at blocks.0.mlp_out", await File.ReadAllTextAsync(Path.Combine(report, "report.json")), StringComparison.Ordinal);
        (await CliRunner.RunAsync("analyze", model.Folder, "--text", "good", "--quiet", "--generate", "2", "--interventions", file, "--out", report)).AssertRefused("--generate");
    }

    private static float[] Values(SafetensorsFile file, string name)
    {
        float[] values = new float[file.Tensors[name].Length];
        file.Read(file.Tensors[name], values);
        return values;
    }
}
