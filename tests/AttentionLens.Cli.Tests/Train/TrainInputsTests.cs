using System.Text.Json;
using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Train;

/// <summary><c>train inputs</c>: labelled inputs like those of a sample model.</summary>
public sealed class TrainInputsTests
{
    [Theory]
    [InlineData("sentiment", "label")]
    [InlineData("translation", "target_text")]
    public async Task TrainInputs_Recipe_WritesAsManyLabelledLinesAsAskedFor(string recipe, string labels)
    {
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync("train", "inputs", recipe, "--count", "70", "--out", folder.At("in.jsonl"))).AssertDone();
        (await CliRunner.RunAsync("train", "inputs", recipe, "--count", "5", "--out", folder.At("few.jsonl"))).AssertDone();
        (await CliRunner.RunAsync("train", "inputs", recipe, "--count", "5", "--seed", "2", "--out", folder.At("other.jsonl"))).AssertDone();

        string[] lines = await File.ReadAllLinesAsync(folder.At("in.jsonl"));
        Assert.Equal(70, lines.Length);
        Assert.All(lines, line =>
        {
            using JsonDocument input = JsonDocument.Parse(line);
            Assert.NotEmpty(input.RootElement.GetProperty("text").GetString()!);
            Assert.True(input.RootElement.TryGetProperty(labels, out _));
        });
        Assert.Equal(lines[..5], await File.ReadAllLinesAsync(folder.At("few.jsonl")));
        Assert.NotEqual(lines[..5], await File.ReadAllLinesAsync(folder.At("other.jsonl")));
    }

    [Fact]
    public async Task TrainInputs_RecipeThatShowsNone_IsRefused()
    {
        using TemporaryFolder folder = new();

        CliResult refused = await CliRunner.RunAsync("train", "inputs", "shapes", "--quiet", "--out", folder.At("in.jsonl"));

        refused.AssertRefused("shapes");
        Assert.False(File.Exists(folder.At("in.jsonl")));
    }
}
