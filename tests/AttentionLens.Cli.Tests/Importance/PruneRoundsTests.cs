using System.Text.Json;
using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Importance;

/// <summary><c>prune</c> in rounds, with training in between.</summary>
[Collection(SmallModelTests.Name)]
public sealed class PruneRoundsTests(SmallModel model)
{
    private const string Lines = """
        {"text":"the film was good .","label":1}
        {"text":"a dull plot","label":0}
        {"text":"i liked it , but the plot was bad .","label":0}

        """;

    private const string Others = """
        {"text":"a great film .","label":1}
        {"text":"it was bad !","label":0}
        {"text":"the plot is great and i liked it","label":1}

        """;

    [Theory]
    [InlineData("head", 3, "1,2,3")]
    [InlineData("mlp", 1, "1")]
    [InlineData("layer", 1, "1")]
    public async Task Prune_RoundsWithTraining_TellsTheMetricBeforeAndAfterEach(string units, int count, string removed)
    {
        using TemporaryFolder folder = new();
        string small = folder.At("small");

        CliResult pruned = await RunAsync(folder, small, "--train", "--units", units, "--heads", $"{count}", "--rounds", "3", "--metric", "loss", "--fine-tune", "8", "--learning-rate", "0.01");

        pruned.AssertDone();
        using JsonDocument curve = await CurveAsync(small);
        JsonElement root = curve.RootElement;
        JsonElement[] rounds = [.. root.GetProperty("rounds").EnumerateArray()];
        Assert.Equal(removed.Split(','), rounds.Select(round => $"{round.GetProperty("before").GetProperty("removed").GetInt32()}"));
        Assert.All(rounds, round => Assert.NotEqual(Value(round, "before"), Value(round, "after")));
        Assert.All(rounds, round => Assert.True(round.GetProperty("kept").GetBoolean()));
        Assert.Equal(count, rounds.Sum(round => round.GetProperty("removed").GetArrayLength()));
        Assert.Equal(count, root.GetProperty("removed").EnumerateArray().Select(unit => unit.GetRawText()).Distinct().Count());
        Assert.Equal(Value(rounds[^1], "after"), root.GetProperty("value").GetDouble());
        Assert.Equal("train", root.GetProperty("fine_tuning").GetProperty("inputs").GetString());
        Assert.Contains("after training", await File.ReadAllTextAsync(Path.Combine(small, "curve.svg")), StringComparison.Ordinal);
        Assert.Contains("cells outlined", (await File.ReadAllTextAsync(Path.Combine(small, "before.svg"))).Replace("cell outlined", "cells outlined", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(small, "after.svg")));
        CliResult again = await CliRunner.RunAsync("prune", small, "--input", folder.Write("in.jsonl", Lines), "--by", "leave-one-out", "--metric", "loss", "--heads", "0", "--out", folder.At("same"));
        again.AssertDone();
        using JsonDocument same = await CurveAsync(folder.At("same"));
        Assert.Equal(root.GetProperty("value").GetDouble(), same.RootElement.GetProperty("baseline").GetDouble(), 1e-5);
    }

    [Fact]
    public async Task Prune_RoundsWithoutTraining_ChangesNoWeightThatStays()
    {
        using TemporaryFolder folder = new();

        (await RunAsync(folder, folder.At("rounds"), null, "--heads", "2", "--rounds", "2")).AssertDone();

        using JsonDocument curve = await CurveAsync(folder.At("rounds"));
        Assert.False(curve.RootElement.TryGetProperty("fine_tuning", out _));
        Assert.All(curve.RootElement.GetProperty("rounds").EnumerateArray(), round => Assert.False(round.TryGetProperty("after", out _)));
        (await RunAsync(folder, folder.At("again"), null, "--heads", "2", "--rounds", "2")).AssertDone();
        FolderBytes.AssertEqual(folder.At("rounds"), folder.At("again"));
    }

    [Fact]
    public async Task Prune_TrainingThatCostsTooMuch_IsUndone()
    {
        using TemporaryFolder folder = new();
        string flipped = Lines.Replace("\"label\":1", "\"label\":2", StringComparison.Ordinal).Replace("\"label\":0", "\"label\":1", StringComparison.Ordinal)
            .Replace("\"label\":2", "\"label\":0", StringComparison.Ordinal);

        CliResult pruned = await CliRunner.RunAsync(
            "prune", model.Folder, "--input", folder.Write("in.jsonl", Lines), "--by", "michel", "--metric", "loss", "--max-drop", "0", "--rounds", "2",
            "--fine-tune", "20", "--learning-rate", "0.05", "--train", folder.Write("flipped.jsonl", flipped), "--out", folder.At("small"));

        pruned.AssertDone();
        using JsonDocument curve = await CurveAsync(folder.At("small"));
        JsonElement round = Assert.Single(curve.RootElement.GetProperty("rounds").EnumerateArray());
        Assert.False(round.GetProperty("kept").GetBoolean());
        Assert.Equal(0, curve.RootElement.GetProperty("removed").GetArrayLength());
        (await RunAsync(folder, folder.At("whole"), null, "--heads", "0")).AssertDone();
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(folder.At("whole"), "model.safetensors")),
            await File.ReadAllBytesAsync(Path.Combine(folder.At("small"), "model.safetensors")));
    }

    [Fact]
    public async Task Prune_TrainingOnOtherThreadsAndBatches_WritesTheSameBytes()
    {
        using TemporaryFolder folder = new();
        string[] options = ["--heads", "2", "--rounds", "2", "--fine-tune", "5"];

        (await RunAsync(folder, folder.At("one"), "--train", [.. options, "--threads", "1"])).AssertDone();
        (await RunAsync(folder, folder.At("three"), "--train", [.. options, "--threads", "3"])).AssertDone();

        FolderBytes.AssertEqual(folder.At("one"), folder.At("three"));
    }

    [Fact]
    public async Task Prune_CancelledInTraining_LeavesNothing()
    {
        using TemporaryFolder folder = new();
        string lines = folder.Write("in.jsonl", Lines);
        using CancellationTokenSource source = new(TimeSpan.FromSeconds(3));

        CliResult cancelled = await CliRunner.RunAsync(
            ["prune", model.Folder, "--input", lines, "--by", "michel", "--heads", "1", "--fine-tune", "100000000", "--out", folder.At("small")], source.Token);

        Assert.NotEqual(0, cancelled.Code);
        Assert.Equal([lines], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(lines)!));
    }

    [Theory]
    [InlineData("--fine-tune", "--train", "IN")]
    [InlineData("--fine-tune", "--learning-rate", "0.1")]
    [InlineData("not there", "--fine-tune", "3", "--train", "absent.jsonl")]
    [InlineData("nothing to learn from", "--fine-tune", "3", "--train", "BARE")]
    [InlineData("--rounds", "--rounds", "0")]
    [InlineData("no unit of kind head in encoder_self", "--stack", "encoder_self")]
    public async Task Prune_WhatCannotBeTrained_IsOneLineAndNothingIsWritten(string named, params string[] options)
    {
        using TemporaryFolder folder = new();
        string lines = folder.Write("in.jsonl", Lines);
        string bare = folder.Write("bare.jsonl", "{\"text\":\"a film\"}\n");

        CliResult refused = await CliRunner.RunAsync(
            ["prune", model.Folder, "--input", lines, "--by", "michel", "--heads", "1", "--quiet", "--out", folder.At("small"),
                .. options.Select(option => option switch { "IN" => lines, "BARE" => bare, _ => option })]);

        refused.AssertRefused(named);
        Assert.False(Directory.Exists(folder.At("small")));
    }

    private Task<CliResult> RunAsync(TemporaryFolder folder, string small, string? train, params string[] options) => CliRunner.RunAsync(
    [
        "prune", model.Folder, "--input", folder.Write("in.jsonl", Lines), "--by", "leave-one-out", "--out", small,
        .. train is null ? [] : (string[])[train, folder.Write("train.jsonl", Others)], .. options,
    ]);

    private static async Task<JsonDocument> CurveAsync(string folder) => JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "curve.json")));

    private static double Value(JsonElement round, string when) => round.GetProperty(when).GetProperty("value").GetDouble();
}
