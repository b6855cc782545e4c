using AttentionLens.Cli.Tests.Running;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Analyze;

/// <summary>The same model, inputs and settings give the same files: in another run, on any number of threads, in any culture.</summary>
[Collection(SmallModelTests.Name)]
public sealed class AnalyzeBytesTests(SmallModel model)
{
    private const string Inputs = """
        {"id":"first","text":"The film was good.","label":"positive"}
        {"text":"not very good, but i liked it","text_pair":"dull plot!"}
        {"ids":[2,5,13,3],"attention_mask":[1,1,0,1],"label":0}
        """;

    [Fact]
    public async Task Analyze_SmallModel_GivesTheSameBytesEveryTime()
    {
        using TemporaryFolder folder = new();

        await AssertSameAsync(folder, model.Folder, folder.Write("inputs.jsonl", Inputs), "--option", "heads.measures.broad-share=0.5");
    }

    [ReferenceFact("real-models/bert-ticket-classifier")]
    public async Task Analyze_TrainedModel_GivesTheSameBytesEveryTime()
    {
        using TemporaryFolder folder = new();
        string trained = ReferenceData.At("real-models/bert-ticket-classifier");

        await AssertSameAsync(folder, trained, Path.Combine(trained, "data", "test.jsonl"));
    }

    [Fact]
    public async Task Analyze_OtherFoldersAndNames_AreNotInTheReport()
    {
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync("analyze", model.Folder, "--input", folder.Write("inputs.jsonl", Inputs), "--out", folder.At("report"))).AssertDone();

        Assert.All(
            Directory.EnumerateFiles(folder.At("report"), "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain(Path.GetTempPath(), File.ReadAllText(file), StringComparison.Ordinal));
    }

    private static async Task AssertSameAsync(TemporaryFolder folder, string model, string inputs, params string[] more)
    {
        await RunAsync("once");
        await RunAsync("again");
        FolderBytes.AssertEqual(folder.At("once"), folder.At("again"));
        foreach (string threads in new[] { "1", "2", "3" })
        {
            await RunAsync("again", "--threads", threads);
            FolderBytes.AssertEqual(folder.At("once"), folder.At("again"));
        }

        using (new CommaCulture())
        {
            await RunAsync("again");
        }

        FolderBytes.AssertEqual(folder.At("once"), folder.At("again"));

        async Task RunAsync(string name, params string[] other) =>
            (await CliRunner.RunAsync(["analyze", model, "--input", inputs, "--out", folder.At(name), .. more, .. other])).AssertDone();
    }
}
