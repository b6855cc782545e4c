using System.Globalization;
using System.Text.Json;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Evaluate;

public sealed class EvaluateTests
{
    private const string Text = "The delivery was slow and lousy.";

    [Fact]
    public async Task Evaluate_NoMethod_MeasuresTheTask()
    {
        CliResult result = (await RunAsync("sentiment", "--input", DataOf("sentiment"), "--take", "5")).AssertDone();

        Assert.Equal(["accuracy: 1.000 (5 examples)", "probability: 0.993 (5 examples)"], result.OutLines);
    }

    [Fact]
    public async Task Evaluate_AMethodAtEveryPosition_MeasuresTheAnswerThere()
    {
        CliResult result = (await RunAsync("agreement", "--input", DataOf("agreement"))).AssertDone();

        Assert.EndsWith("(240 examples)", result.OutLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_Show_HasTheseColumnsRankedByTheFirst()
    {
        CliResult result = (await RunAsync(
            "sentiment", "--input", DataOf("sentiment"), "--take", "1", "--method", "attnlrp", "--method", "raw-attention", "--method", "saliency", "--show", "infidelity, auprc")).AssertDone();

        string[] table = [.. result.OutLines.SkipWhile(line => !line.StartsWith("| method", StringComparison.Ordinal))];
        Assert.Equal("| method | infidelity ↓ | auprc ↑ | beats random |", table[0]);
        Assert.Equal("|---|--:|--:|---|", table[1]);
        double[] ranked =
        [
            .. table.Skip(2).Select(line => line.Split(" | ")[1]).Where(cell => char.IsAsciiDigit(cell[0])).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(3, ranked.Length);
        Assert.Equal(ranked.Order(), ranked);
    }

    [Fact]
    public async Task Evaluate_All_LeavesOutWhatIsNotDefinedForTheModel()
    {
        CliResult result = (await RunAsync("sentiment", "--text", Text, "--method", "all", "--show", "comprehensiveness")).AssertDone();

        Assert.StartsWith("Not defined for this model: ", result.OutLines[^1], StringComparison.Ordinal);
        Assert.Contains("logit-lens", result.OutLines[^1], StringComparison.Ordinal);
        Assert.Contains(result.OutLines, line => line.StartsWith("| globenc |", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evaluate_OneMethodThatDoesNotFit_IsRefused() => (await RunAsync("sentiment", "--text", Text, "--method", "logit-lens")).AssertRefused("logit-lens");

    [Fact]
    public async Task Evaluate_ATranslation_IsExplainedWordByWord()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder.At("line.jsonl"), """
            {"text": "The man sees the dog .", "target_text": "Der Mann sieht den Hund .", "alignment": [[0, 0], [1, 1], [2, 2], [3, 3], [4, 4], [5, 5]]}
            """);

        CliResult result = (await RunAsync("translation", "--input", folder.At("line.jsonl"), "--method", "attnlrp", "--json")).AssertDone();

        using JsonDocument document = JsonDocument.Parse(result.Out);
        Assert.Equal(6, document.RootElement.GetProperty("answered").GetInt32());
        Assert.Equal(1, document.RootElement.GetProperty("task").GetProperty("accuracy").GetProperty("mean").GetDouble());
        JsonElement method = document.RootElement.GetProperty("methods").EnumerateArray().Single(entry => entry.GetProperty("method").GetString() == "attnlrp");
        Assert.InRange(method.GetProperty("measures").GetProperty("auprc").GetProperty("mean").GetDouble(), 0.9, 1);
    }

    [Fact]
    public async Task Evaluate_ContrastOfEachLine_IsNamedAndMeasured()
    {
        string[] arguments = ["agreement", "--input", DataOf("agreement"), "--take", "3", "--method", "direct-logit-attribution", "--objective", "logit-difference"];

        CliResult table = (await RunAsync([.. arguments, "--show", "comprehensiveness"])).AssertDone();
        CliResult json = (await RunAsync([.. arguments, "--json"])).AssertDone();

        Assert.Contains(
            "Faithfulness on 3 examples, explained: logit of the target less that of the wrong target, removal: pad; ↑ higher is better, ↓ lower is better.", table.OutLines);
        using JsonDocument document = JsonDocument.Parse(json.Out);
        Assert.Equal("logit-difference", document.RootElement.GetProperty("objective").GetString());
        JsonElement measure = document.RootElement.GetProperty("methods")[0].GetProperty("measures").GetProperty("comprehensiveness");
        Assert.Equal("logit", measure.GetProperty("unit").GetString());
        Assert.True(measure.GetProperty("mean").GetDouble() > 1);
    }

    [Fact]
    public async Task Evaluate_ContrastOfAnInputWithoutOne_IsRefused() =>
        (await RunAsync("agreement", "--text", "The farmer", "--method", "rollout", "--objective", "logit-difference")).AssertRefused("Example 0 has no 'target', and a contrast was asked for");

    [Fact]
    public async Task Evaluate_Continuation_IsMeasuredByItsLogProbability()
    {
        CliResult result = (await RunAsync(
            "agreement", "--text", "The senators near the car", "--target-text", " are here .", "--method", "feature-ablation", "--baseline", "pad", "--objective", "continuation", "--json")).AssertDone();

        using JsonDocument document = JsonDocument.Parse(result.Out);
        Assert.Equal("log-probability of the continuation", document.RootElement.GetProperty("explained").GetString());
        JsonElement method = document.RootElement.GetProperty("methods")[0];
        Assert.Equal("feature-ablation", method.GetProperty("method").GetString());
        Assert.Equal("nats", method.GetProperty("measures").GetProperty("deletion_auc").GetProperty("unit").GetString());
        Assert.True(method.GetProperty("measures").GetProperty("deletion_auc").GetProperty("mean").GetDouble() < 0);
    }

    [Fact]
    public async Task Evaluate_WrittenContinuation_IsOneExampleEvenWhereWordsAreLinked()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder.At("line.jsonl"), """
            {"text": "The man sees", "target_text": "Der Mann sieht", "alignment": [[0, 0], [1, 1], [2, 2]]}
            """);

        CliResult given = (await RunAsync("translation", "--input", folder.At("line.jsonl"), "--method", "cp-lrp", "--objective", "continuation", "--show", "sufficiency")).AssertDone();
        CliResult written = (await RunAsync("translation", "--text", "The man sees", "--generate", "2", "--method", "cp-lrp", "--objective", "continuation", "--show", "sufficiency")).AssertDone();

        Assert.All((CliResult[])[given, written], result => Assert.Contains(result.OutLines, line =>
            line.StartsWith("Faithfulness on 1 example, explained: log-probability of the continuation, removal: pad;", StringComparison.Ordinal)));
        Assert.NotEqual(given.Out, written.Out);
    }

    [Fact]
    public async Task Evaluate_SensitivityAndRandomWeights_StandInTheReport()
    {
        string[] arguments = ["sentiment", "--text", Text, "--method", "attnlrp", "--sensitivity", "2", "--randomise", "--json"];
        CliResult result = (await RunAsync(arguments)).AssertDone();

        using JsonDocument document = JsonDocument.Parse(result.Out);
        Assert.True(document.RootElement.GetProperty("methods")[0].GetProperty("measures").TryGetProperty("sensitivity_max", out _));
        JsonElement random = document.RootElement.GetProperty("random_weights");
        Assert.Equal(["head", "blocks.3", "blocks.2", "blocks.1", "blocks.0", "embed"], random.GetProperty("stages").EnumerateArray().Select(stage => stage.GetString()));
        Assert.Equal(6, random.GetProperty("methods")[0].GetProperty("correlations").GetArrayLength());
        Assert.Equal(result.Out, (await RunAsync([.. arguments, "--threads", "1"])).Out);
    }

    [Fact]
    public async Task Evaluate_RandomWeightsOnALineOfText_DrawsATable()
    {
        CliResult result = (await RunAsync("sentiment", "--text", Text, "--method", "attnlrp", "--randomise")).AssertDone();

        Assert.Contains("| method | head | blocks.3 | blocks.2 | blocks.1 | blocks.0 | embed | mean |", result.OutLines);
    }

    [Theory]
    [InlineData("--randomise", null, "--randomise was given without --method")]
    [InlineData("--sensitivity", "3", "--sensitivity was given without --method")]
    [InlineData("--sensitivity", "0", "expected a whole number from 1 to 1000")]
    [InlineData("--take", "0", "--take is '0'")]
    [InlineData("--removal", "burn", "expected delete, mask or pad")]
    public async Task Evaluate_WrongOption_IsRefused(string option, string? value, string said) =>
        (await RunAsync(["sentiment", "--text", Text, .. value is null ? (string[])[option] : [option, value]])).AssertRefused(said);

    [Fact]
    public async Task Evaluate_MeasureThatIsNotThere_IsRefused() => (await RunAsync("sentiment", "--text", Text, "--method", "attnlrp", "--show", "auprc"))
        .AssertRefused("'auprc' was not measured; there are: comprehensiveness");

    [Fact]
    public async Task Evaluate_RandomWeightsOfAChangedModel_AreRefused() =>
        (await RunAsync("sentiment", "--text", Text, "--method", "attnlrp", "--randomise", "--interventions", "changes.json")).AssertRefused("--randomise was given with --interventions");

    [Fact]
    public async Task Evaluate_NothingLeft_IsRefused() =>
        (await RunAsync("sentiment", "--text", "slow", "--no-special-tokens", "--method", "attnlrp", "--removal", "delete")).AssertRefused("nothing would be left");

    private static Task<CliResult> RunAsync(params string[] arguments) => CliRunner.RunAsync(["evaluate", FolderOf(arguments[0]), .. arguments[1..]]);

    private static string FolderOf(string model) => Path.Combine(ReferenceData.Checkout, "samples", "models", model);

    private static string DataOf(string model) => Path.Combine(FolderOf(model), "evaluation.jsonl");
}
