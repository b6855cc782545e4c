using System.Text.Json;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Hosting.Tests;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Importance;

/// <summary><c>importance</c>: against recorded numbers, and in what it writes and refuses.</summary>
[Collection(SmallModelTests.Name)]
public sealed class ImportanceTests(SmallModel model)
{
    private const string Lines = """
        {"text":"the film was good .","label":1}
        {"text":"a dull plot","label":0}
        {"text":"i liked it , but the plot was bad .","label":0}

        """;

    [ReferenceFact("reference/gpt2")]
    public async Task Importance_RecordedExamples_GivesRecordedNumbers()
    {
        using ReferenceCase reference = new("gpt2");
        using TemporaryFolder folder = new();
        string lines = folder.Write("inputs.jsonl", string.Concat(reference.Inputs("b").Select(Line)));

        JsonElement removed = await ScoreAsync(folder, reference.Checkpoint, lines, "leave-one-out", "--units", "head,layer,attention,mlp", "--batch-size", "2", "--metric", "loss");
        JsonElement michel = await ScoreAsync(folder, reference.Checkpoint, lines, "michel", "--metric", "loss");

        reference.AssertClose("b.loss", [removed.GetProperty("baseline").GetSingle()]);
        reference.AssertClose("b.ablate_head.self.loss", Numbers(removed, "head", "value"));
        reference.AssertClose("b.skip_layer.loss", Numbers(removed, "layer", "value"));
        reference.AssertClose("b.zero_attn.loss", Numbers(removed, "attention", "value"));
        reference.AssertClose("b.zero_mlp.loss", Numbers(removed, "mlp", "value"));
        reference.AssertClose("b.head_importance.self.michel", Numbers(michel, "head", "score"));
    }

    [Fact]
    public async Task Importance_OneMethod_WritesTheNamedFieldsFirst()
    {
        using TemporaryFolder folder = new();

        JsonElement root = await ScoreAsync(folder, model.Folder, folder.Write("in.jsonl", Lines), "leave-one-out", "--units", "head,mlp");

        Assert.Equal(["method", "metric", "baseline", "units"], root.EnumerateObject().Take(4).Select(property => property.Name));
        Assert.Equal("loss", root.GetProperty("metric").GetString());
        JsonElement[] units = [.. root.GetProperty("units").EnumerateArray()];
        Assert.Equal(4 + 2, units.Length);
        Assert.Equal(["kind", "stack", "layer", "head", "score", "value", "ci"], units[0].EnumerateObject().Take(7).Select(property => property.Name));
        Assert.Equal(JsonValueKind.Null, units[^1].GetProperty("head").ValueKind);
        Assert.All(units, unit => Assert.True(unit.GetProperty("ci")[0].GetDouble() <= unit.GetProperty("score").GetDouble()
            && unit.GetProperty("score").GetDouble() <= unit.GetProperty("ci")[1].GetDouble()));
    }

    [Fact]
    public async Task Importance_Findings_HoldInterventionsThatShowThem()
    {
        using TemporaryFolder folder = new();
        string sentiment = Path.Combine(ReferenceData.Checkout, "samples", "models", "sentiment");
        string lines = folder.Write("in.jsonl", string.Concat(File.ReadLines(Path.Combine(sentiment, "evaluation.jsonl")).Take(16).Select(line => line + "\n")));

        JsonElement root = await ScoreAsync(folder, sentiment, lines, "leave-one-out", "--units", "head,attention");

        JsonElement backup = root.GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("rule").GetString() == "AL0404");
        string changes = folder.Write("changes.json", $"{{\"interventions\": {backup.GetProperty("interventions").GetRawText()}}}");
        JsonElement changed = await ScoreAsync(folder, sentiment, lines, "michel", "--interventions", changes);
        Assert.Equal(
            backup.GetProperty("measures").GetProperty("harm").GetDouble(), changed.GetProperty("baseline").GetDouble() - root.GetProperty("baseline").GetDouble(), 1e-5);
    }

    [Fact]
    public async Task Importance_Together_WritesStepsPairsPicturesAndWords()
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliRunner.RunAsync(
            "importance", model.Folder, "--input", folder.Write("in.jsonl", Lines), "--method", "leave-one-out", "--together", "greedy,pairwise", "--most", "3",
            "--correction", "benjamini-hochberg", "--figure", folder.At("f.svg"), "--out", folder.At("f.json"));

        result.AssertDone();
        JsonElement root = Json(folder.At("f.json"));
        Assert.Equal("benjamini-hochberg", root.GetProperty("correction").GetString());
        Assert.Equal(3, root.GetProperty("greedy").GetProperty("steps").GetArrayLength());
        Assert.Equal(3, root.GetProperty("pairwise").GetProperty("pairs").GetArrayLength());
        Assert.Equal("sign-flip-exact", root.GetProperty("units")[0].GetProperty("test").GetProperty("name").GetString());
        Assert.All(root.GetProperty("summary").EnumerateArray(), sentence => Assert.Contains(sentence.GetString()!, result.Out, StringComparison.Ordinal));
        Assert.Contains(root.GetProperty("greedy").GetProperty("summary")[0].GetString()!, result.Out, StringComparison.Ordinal);
        Assert.Contains("p corrected", result.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.At("f.greedy.svg")));
        Assert.True(File.Exists(folder.At("f.pairwise.svg")));
    }

    [Fact]
    public async Task Importance_SeveralMethods_ComparesTheirRankings()
    {
        using TemporaryFolder folder = new();
        string lines = folder.Write("in.jsonl", Lines);

        (await CliRunner.RunAsync(
            "importance", model.Folder, "--input", lines, "--method", "taylor", "--method", "shapley", "--option", "shapley.samples=2", "--figure", folder.At("grid.svg"), "--out", folder.At("f.json"))).AssertDone();

        JsonElement root = Json(folder.At("f.json"));
        Assert.Equal(2, root.GetProperty("methods").GetArrayLength());
        JsonElement agreement = Assert.Single(root.GetProperty("rank_correlation").EnumerateArray());
        Assert.InRange(agreement.GetProperty("spearman").GetDouble(), -1, 1);
        Assert.InRange(agreement.GetProperty("kendall").GetDouble(), -1, 1);
        Assert.Contains("Spearman", await File.ReadAllTextAsync(folder.At("grid.svg")), StringComparison.Ordinal);
        Assert.True(File.Exists(folder.At("grid.taylor.svg")));
        Assert.True(File.Exists(folder.At("grid.shapley.svg")));
        Assert.Contains("shapley against taylor", await File.ReadAllTextAsync(folder.At("grid.scatter.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Importance_AnyNumberOfThreads_GivesTheSameBytes()
    {
        using TemporaryFolder folder = new();
        string lines = folder.Write("in.jsonl", Lines);
        List<string> files = [];
        foreach (string threads in (string[])["1", "2"])
        {
            files.Add(folder.At($"{threads}.json"));
            (await CliRunner.RunAsync(
                "importance", model.Folder, "--input", lines, "--threads", threads, "--method", "l0-gates", "--option", "steps=5", "--seed", "3", "--out", files[^1])).AssertDone();
        }

        Assert.Equal(await File.ReadAllBytesAsync(files[0]), await File.ReadAllBytesAsync(files[1]));
    }

    [Fact]
    public async Task Importance_LittleMemory_TakesMorePassesAndChangesNoScore()
    {
        using TemporaryFolder folder = new();
        string lines = folder.Write("in.jsonl", Lines);
        JsonElement free = await ScoreAsync(folder, model.Folder, lines, "leave-one-out", "--units", "head,mlp,layer");
        JsonElement bounded = await ScoreAsync(folder, model.Folder, lines, "leave-one-out", "--units", "head,mlp,layer", "--memory", "0.8MB");
        CliResult said = await CliRunner.RunAsync("importance", model.Folder, "--input", lines, "--method", "leave-one-out", "--out", folder.At("said.json"));
        JsonElement none = await ScoreAsync(folder, model.Folder, lines, "michel");

        Assert.Equal(free.GetProperty("units").GetRawText(), bounded.GetProperty("units").GetRawText());
        (JsonElement before, JsonElement after) = (free.GetProperty("sweeps"), bounded.GetProperty("sweeps"));
        Assert.Equal(before.GetProperty("variants").GetInt64(), after.GetProperty("variants").GetInt64());
        Assert.True(before.GetProperty("passes").GetInt64() < after.GetProperty("passes").GetInt64());
        Assert.True(before.GetProperty("stages").GetInt64() < before.GetProperty("loop_stages").GetInt64());
        Assert.True(before.GetProperty("memory").GetInt64() > 800_000);
        Assert.InRange(after.GetProperty("memory").GetInt64(), 1, 800_000);
        Assert.Equal(JsonValueKind.Null, none.GetProperty("sweeps").ValueKind);
        Assert.Matches("(?m)^sweeps: 12 variants in [0-9]+ passes, [0-9]+ stages of rows against 48 of a plain loop \\([0-9]+ % saved\\), at most 1 MiB planned$", said.Out);
    }

    [Theory]
    [InlineData("leave-one-out")]
    [InlineData("michel")]
    public async Task Importance_TooLittleMemory_NamesTheLeastThatWouldDo(string method)
    {
        using TemporaryFolder folder = new();
        string[] run = ["importance", model.Folder, "--text", "a dull plot", "--method", method, "--out", folder.At("f.json"), "--memory"];
        CliResult refused = await CliRunner.RunAsync([.. run, "1kB"]);
        refused.AssertRefused("1000 bytes were allowed", "allow at least");

        // What a method asks for last may need the most.
        for (int attempt = 0; attempt < 3 && refused.Code != 0; attempt++)
        {
            string least = refused.Error.Split("allow at least ")[1].Split(',')[0];
            refused = await CliRunner.RunAsync([.. run, $"{least}B"]);
        }

        refused.AssertDone();
    }

    [Theory]
    [InlineData("--method", "michell", "'michell'", "michel")]
    [InlineData("--units", "heads", "'heads'", "head")]
    [InlineData("--metric", "f1", "'f1'", "accuracy")]
    [InlineData("--option", "steps", "KEY=VALUE", "steps")]
    [InlineData("--option", "normalize=all", "normalize", "layer")]
    [InlineData("--option", "taylor.x=1", "taylor.x", "michel")]
    [InlineData("--metric", "accuracy", "gradient", "accuracy")]
    [InlineData("--figure", "grid", "grid", "extension")]
    [InlineData("--together", "all", "'all'", "greedy")]
    [InlineData("--correction", "bonferroni", "'bonferroni'", "holm")]
    [InlineData("--max-drop", "0.1", "--together", "--max-drop")]
    [InlineData("--figure", "grid.gif", "gif", "expected")]
    public async Task Importance_WhatCannotBe_IsRefusedInOneLine(string option, string value, params string[] words)
    {
        using TemporaryFolder folder = new();
        string lines = folder.Write("in.jsonl", Lines);
        string[] method = option == "--method" ? [] : ["--method", "michel"];

        (await CliRunner.RunAsync(["importance", model.Folder, "--input", lines, .. method, option, value, "--out", folder.At("f.json")])).AssertRefused(words);

        Assert.False(File.Exists(folder.At("f.json")));
    }

    [Fact]
    public async Task Importance_LossWithoutALabel_IsRefused()
    {
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync("importance", model.Folder, "--text", "a dull plot", "--metric", "loss", "--method", "michel", "--out", folder.At("f.json"))).AssertRefused("label");
    }

    [Theory]
    [InlineData("throw new InvalidOperationException(\"bad luck\")", 3, "bad luck")]
    [InlineData("new(new ImportanceScores())", 3, "did not give a number for each")]
    [InlineData("new(new ImportanceScores { Scores = [1] })", 3, "did not give a number for each")]
    [InlineData("new(new ImportanceScores { Scores = [1, 2, 3, double.NaN] })", 2, "not finite")]
    [InlineData("new(new ImportanceScores { Scores = [1, 2, 3, 4] })", 0, "")]
    public async Task Importance_MethodOfAPlugin_IsHeldToItsContract(string answer, int code, string said)
    {
        using PluginWorkshop plugins = new();
        using TemporaryFolder folder = new();
        plugins.Add("own", PluginText.Plugin(
            "builder.AddImportance<Own>();",
            $$"""
            public sealed class Own : ImportanceMethod
            {
                public override ImportanceDescriptor Descriptor => new("own", "Answers.", [UnitKind.Head]);
                public override System.Threading.Tasks.ValueTask<ImportanceScores> ScoreAsync(ImportanceContext context, System.Threading.CancellationToken cancellationToken) =>
                    {{answer}};
            }
            """));

        CliResult result = await CliRunner.RunAsync(
            "importance", model.Folder, "--input", folder.Write("in.jsonl", Lines), "--plugins", plugins.Root, "--method", "own", "--out", folder.At("f.json"));

        result.AssertCode(code);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.Equal(code == 0, File.Exists(folder.At("f.json")));
    }

    [Fact]
    public async Task Importance_Cancelled_WritesNothing()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource source = new();
        await source.CancelAsync();

        CliResult result = await CliRunner.RunAsync(
            ["importance", model.Folder, "--input", folder.Write("in.jsonl", Lines), "--method", "michel", "--out", folder.At("f.json")], source.Token);

        result.AssertCode(130);
        Assert.False(File.Exists(folder.At("f.json")));
    }

    private static async Task<JsonElement> ScoreAsync(TemporaryFolder folder, string model, string lines, string method, params string[] more)
    {
        (await CliRunner.RunAsync(["importance", model, "--input", lines, "--method", method, "--out", folder.At("scores.json"), .. more])).AssertDone();
        return Json(folder.At("scores.json"));
    }

    private static float[] Numbers(JsonElement root, string kind, string field) =>
    [
        .. root.GetProperty("units").EnumerateArray().Where(unit => unit.GetProperty("kind").GetString() == kind).Select(unit => unit.GetProperty(field).GetSingle()),
    ];

    private static JsonElement Json(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    private static string Line(LensInput input) => JsonSerializer.Serialize(new
    {
        ids = input.Ids.ToArray(),
        attention_mask = input.AttentionMask.Select(seen => seen ? 1 : 0).ToArray(),
        labels = input.Labels.ToArray(),
        target = input.Target,
        position = input.Position,
    }) + "\n";
}
