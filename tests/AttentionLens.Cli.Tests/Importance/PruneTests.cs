using System.Text.Json;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Importance;

/// <summary><c>prune</c>: the smaller model loads, evaluates and analyses like any, and what cannot be done is refused before work.</summary>
[Collection(SmallModelTests.Name)]
public sealed class PruneTests(SmallModel model)
{
    private const string Lines = """
        {"text":"the film was good .","label":1}
        {"text":"a dull plot","label":0}
        {"text":"i liked it , but the plot was bad .","label":0}

        """;

    [Theory]
    [InlineData("head", "--heads", "3", 3)]
    [InlineData("head", "--fraction", "0.5", 2)]
    [InlineData("mlp", "--heads", "1", 1)]
    [InlineData("layer", "--heads", "1", 1)]
    public async Task Prune_SomeUnits_WritesASmallerModelThatWorks(string units, string option, string value, int removed)
    {
        using TemporaryFolder folder = new();
        string lines = folder.Write("in.jsonl", Lines);
        string small = folder.At("small");

        CliResult pruned = await CliRunner.RunAsync("prune", model.Folder, "--input", lines, "--by", "leave-one-out", "--units", units, option, value, "--out", small);

        pruned.AssertDone();
        using JsonDocument curve = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(small, "curve.json")));
        JsonElement root = curve.RootElement;
        Assert.Equal(removed, root.GetProperty("removed").GetArrayLength());
        Assert.True(root.GetProperty("parameters").GetProperty("after").GetInt64() < root.GetProperty("parameters").GetProperty("before").GetInt64());
        Assert.Equal("accuracy", root.GetProperty("metric").GetString());
        Assert.All((string[])["order", "reverse", "random"], name => Assert.Equal(
            root.GetProperty("baseline").GetDouble(), root.GetProperty("curves").GetProperty(name)[0].GetProperty("value").GetDouble()));
        (await CliRunner.RunAsync("analyze", small, "--input", lines, "--out", folder.At("report"))).AssertDone();
        (await CliRunner.RunAsync("evaluate", small, "--input", lines, "--method", "attnlrp")).AssertDone();
    }

    [Fact]
    public async Task Prune_LargestDrop_StopsBeforeItCostsMore()
    {
        using TemporaryFolder folder = new();
        string lines = folder.Write("in.jsonl", Lines);
        string small = folder.At("small");

        CliResult pruned = await CliRunner.RunAsync(
            "prune", model.Folder, "--input", lines, "--by", "michel", "--max-drop", "0.02", "--metric", "probability", "--out", small);

        pruned.AssertDone();
        using JsonDocument curve = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(small, "curve.json")));
        JsonElement root = curve.RootElement;
        Assert.True(root.GetProperty("drop").GetDouble() <= 0.02);
        int removed = root.GetProperty("removed").GetArrayLength();
        JsonElement[] points = [.. root.GetProperty("curves").GetProperty("order").EnumerateArray()];
        JsonElement? next = points.FirstOrDefault(point => point.GetProperty("removed").GetInt32() > removed) is { ValueKind: JsonValueKind.Object } found ? found : null;
        Assert.True(next is not { } behind || root.GetProperty("baseline").GetDouble() - behind.GetProperty("value").GetDouble() > 0.02);
    }

    [Fact]
    public async Task Prune_FromAReport_RemovesWhatItsFindingsPropose()
    {
        using TemporaryFolder folder = new();
        string sentiment = Path.Combine(ReferenceData.Checkout, "samples", "models", "sentiment");
        string lines = folder.Write("in.jsonl", string.Concat(File.ReadLines(Path.Combine(sentiment, "evaluation.jsonl")).Take(16).Select(line => line + "\n")));
        (await CliRunner.RunAsync(
            "analyze", sentiment, "--input", lines, "--analyzer", "importance.removals", "--option", "importance.removals.measure=probability", "--out", folder.At("report"))).AssertDone();
        string report = folder.At(Path.Combine("report", "report.json"));
        JsonElement[] masked =
        [
            .. Json(report).GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("rule").GetString() == "AL0401")
                .SelectMany(finding => finding.GetProperty("proposals")[0].GetProperty("interventions").EnumerateArray())
                .Where(intervention => intervention.GetProperty("kind").GetString() == "head_scale"),
        ];

        CliResult pruned = await CliRunner.RunAsync("prune", sentiment, "--input", lines, "--from", report, "--rule", "AL0401", "--out", folder.At("small"));

        pruned.AssertDone();
        Assert.NotEmpty(masked);
        string masks = folder.Write("masks.json", $"{{\"interventions\": [{string.Join(',', masked.Select(intervention => intervention.GetRawText()))}]}}");
        (await CliRunner.RunAsync("importance", sentiment, "--input", lines, "--interventions", masks, "--method", "michel", "--out", folder.At("masked.json"))).AssertDone();
        (await CliRunner.RunAsync("importance", folder.At("small"), "--input", lines, "--method", "michel", "--out", folder.At("pruned.json"))).AssertDone();
        Assert.Equal(Json(folder.At("masked.json")).GetProperty("baseline").GetDouble(), Json(folder.At("pruned.json")).GetProperty("baseline").GetDouble(), 1e-5);
        Assert.Equal("proposals", Json(folder.At(Path.Combine("small", "curve.json"))).GetProperty("by").GetString());
        Assert.Equal(masked.Length, Json(folder.At(Path.Combine("small", "curve.json"))).GetProperty("removed").GetArrayLength());

        (await CliRunner.RunAsync("prune", sentiment, "--input", lines, "--from", report, "--heads", "1", "--out", folder.At("none"))).AssertRefused("--from", "--heads");
        (await CliRunner.RunAsync("prune", sentiment, "--input", lines, "--from", report, "--rule", "AL0401", "--units", "layer", "--out", folder.At("none"))).AssertRefused("layer", "head");
        (await CliRunner.RunAsync("prune", sentiment, "--input", lines, "--from", lines, "--out", folder.At("none"))).AssertRefused("report");
        Assert.Contains("\"proposals\"", await File.ReadAllTextAsync(folder.At(Path.Combine("report", "findings.sarif"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_WithoutBeingAsked_RunsNoRemovals()
    {
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync("analyze", model.Folder, "--input", folder.Write("in.jsonl", Lines), "--out", folder.At("report"))).AssertDone();

        Assert.DoesNotContain(
            Json(folder.At(Path.Combine("report", "report.json"))).GetProperty("analyzers").EnumerateArray(),
            analyzer => analyzer.GetProperty("name").GetString() == "importance.removals");
    }

    [Theory]
    [InlineData("--by")]
    [InlineData("--from", "--rule", "AL0401")]
    public async Task Prune_WithoutAWay_SaysWhichThereAre(string named, params string[] options)
    {
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync(["prune", model.Folder, "--input", folder.Write("in.jsonl", Lines), "--quiet", "--out", folder.At("small"), .. options])).AssertRefused(named);
    }

    [Fact]
    public async Task Prune_TwiceOnOtherThreads_WritesTheSameBytes()
    {
        using TemporaryFolder folder = new();
        string lines = folder.Write("in.jsonl", Lines);
        List<string[]> folders = [];
        foreach (string threads in (string[])["1", "3"])
        {
            string small = folder.At($"small{threads}");
            (await CliRunner.RunAsync("prune", model.Folder, "--input", lines, "--by", "taylor", "--heads", "2", "--threads", threads, "--out", small)).AssertDone();
            folders.Add([.. Directory.EnumerateFiles(small).Order(StringComparer.Ordinal)]);
        }

        Assert.Equal(folders[0].Select(Path.GetFileName), folders[1].Select(Path.GetFileName));
        Assert.All(folders[0].Zip(folders[1]), pair => Assert.Equal(File.ReadAllBytes(pair.First), File.ReadAllBytes(pair.Second)));
    }

    [Theory]
    [InlineData("not at all")]
    [InlineData("more than once", "--heads", "1", "--fraction", "0.5")]
    [InlineData("99 of", "--heads", "99")]
    [InlineData("--fraction is 2", "--fraction", "2")]
    [InlineData("bias", "--heads", "1", "--units", "attention")]
    public async Task Prune_WhatCannotBeDone_IsOneLineAndNothingIsWritten(string named, params string[] options)
    {
        using TemporaryFolder folder = new();
        string small = folder.At("small");

        CliResult refused = await CliRunner.RunAsync(
            ["prune", model.Folder, "--input", folder.Write("in.jsonl", Lines), "--by", "leave-one-out", "--quiet", "--out", small, .. options]);

        refused.AssertRefused(named);
        Assert.False(Directory.Exists(small));
    }

    private static JsonElement Json(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }
}
