using System.Text.Json;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Cli.Tests.Trace;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Cli.Tests.Attribute;

/// <summary><c>attribute --objective continuation</c>: a whole text is explained, given or written by the model.</summary>
public sealed class AttributeContinuationTests : IDisposable
{
    private const int None = -100;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Attribute_TargetTextBehindAPrompt_IsItsTokensAsLabels()
    {
        (await AttributeAsync("text", "agreement", "--text", "The senators near the car", "--target-text", " are here .")).AssertDone();
        (await AttributeAsync("apart", "agreement", "--text", "The senators near the car ", "--target-text", "are here .")).AssertDone();
        int[] prompt = await IdsAsync("The senators near the car");
        int[] whole = await IdsAsync("The senators near the car are here .");
        _folder.Write("ids.jsonl", JsonSerializer.Serialize(new
        {
            ids = whole,
            labels = whole.Select((id, place) => place < prompt.Length ? None : id).ToArray(),
        }));
        (await AttributeAsync("ids", "agreement", "--input", _folder.At("ids.jsonl"))).AssertDone();
        (await AttributeAsync("mixed", "agreement", "--ids", string.Join(',', prompt), "--target-text", "are here .")).AssertDone();

        Assert.InRange(Value("ids"), -20, -0.1);
        foreach (string name in (string[])["text", "apart", "mixed"])
        {
            Assert.Equal(Value("ids"), Value(name));
            Assert.Equal(Scores("ids"), Scores(name));
        }
    }

    [Theory]
    [InlineData("agreement", "The senators near the car")]
    [InlineData("translation", "The man sees the dog .")]
    public async Task Attribute_Generated_IsWhatTheModelWrote(string model, string text)
    {
        (await AttributeAsync("written", model, "--text", text, "--generate", "5")).AssertDone();

        CliResult generated = await CliRunner.RunAsync("generate", model, "--text", text, "--max-tokens", "5", "--json");
        using JsonDocument line = JsonDocument.Parse(generated.AssertDone().Out);
        Assert.Equal(line.RootElement.GetProperty("log_probability").GetDouble(), Value("written"), 1e-5);
    }

    [Fact]
    public async Task Attribute_Translation_LosesMostWithoutTheWordsItTranslates()
    {
        (await AttributeAsync("dog", "translation", "--text", "The man sees the dog .", "--target-text", "Der Mann sieht den Hund .")).AssertDone();

        // "The", "man", "sees", "the", "dog", "." and the end.
        float[] scores = Scores("dog");
        Assert.All([1, 2, 4], (int noun) => Assert.True(scores[noun] > 1 && scores[noun] > 10 * scores[5]));
    }

    [Fact]
    public async Task Attribute_Agreement_LosesTheVerbWithoutItsSubject()
    {
        (await AttributeAsync("right", "agreement", "--text", "The senators near the car", "--target-text", " are")).AssertDone();
        (await AttributeAsync("wrong", "agreement", "--text", "The senators near the car", "--target-text", " is")).AssertDone();

        // The subject decides the verb's number: without it the form that agrees loses and the other gains. What other tokens lose is no
        // matter of number: both forms may lose by it.
        Assert.InRange(Scores("right")[2], 1, 20);
        Assert.InRange(Scores("wrong")[2], -20, -1);
    }

    [Theory]
    [InlineData("writes no text", "sentiment", "--text", "Bad.")]
    [InlineData("give it a target text, or labels", "agreement", "--text", "The farmer")]
    [InlineData("one stack", "sentiment", "--text", "Bad.", "--target-text", "Good.")]
    [InlineData("second text", "agreement", "--text", "The farmer", "--text-pair", "is", "--target-text", "here")]
    [InlineData("predicts no next token", "sentiment", "--text", "Bad.", "--generate", "2")]
    [InlineData("has a target text", "agreement", "--text", "The farmer", "--target-text", " is", "--generate", "2")]
    public async Task Attribute_NothingToExplain_IsOneLine(string message, string model, params string[] arguments) =>
        (await AttributeAsync("refused", [model, .. arguments])).AssertRefused(message);

    [Fact]
    public async Task Attribute_ChangedModelThatIsToWrite_IsOneLine()
    {
        _folder.Write("changes.json", "[]");

        (await AttributeAsync("refused", "agreement", "--text", "The farmer", "--generate", "2", "--interventions", _folder.At("changes.json"))).AssertRefused("give one of them");
    }

    [Fact]
    public async Task Analyze_GeneratedContinuation_IsExplained()
    {
        CliResult result = await CliRunner.RunAsync(
            "analyze", "agreement", "--text", "The farmer", "--generate", "3", "--analyzer", "maps.overview", "--attribute", "grad-x-input", "--objective", "continuation",
            "--out", _folder.At("report"));

        result.AssertDone();
        string report = File.ReadAllText(_folder.At("report", "report.json"));
        Assert.Contains("continuation", report, StringComparison.Ordinal);
        Assert.Contains("What becomes of the log-probability of the continuation when positions are taken away", report, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<CliResult> AttributeAsync(string name, params string[] arguments) => CliRunner.RunAsync(
        ["attribute", .. arguments, "--objective", "continuation", "--method", "feature-ablation", "--baseline", "pad", "--out", _folder.At($"{name}.safetensors")]);

    private static async Task<int[]> IdsAsync(string text)
    {
        using JsonDocument line = JsonDocument.Parse((await CliRunner.RunAsync("tokenize", "agreement", "--text", text)).AssertDone().Out);
        return [.. line.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
    }

    private float[] Scores(string name)
    {
        using TraceFile file = new(_folder.At($"{name}.safetensors"));
        return file.Values("scores");
    }

    private double Value(string name)
    {
        using SafetensorsFile file = SafetensorsFile.Open(_folder.At($"{name}.safetensors"));
        using JsonDocument meta = JsonDocument.Parse(file.Metadata["meta"]);
        return meta.RootElement.GetProperty("target_value")[0].GetDouble();
    }
}
