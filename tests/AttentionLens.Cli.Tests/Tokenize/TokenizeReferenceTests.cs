using System.Globalization;
using System.Text;
using System.Text.Json;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Tokenize;

/// <summary><c>tokenize</c> against the recorded tokens, all of them in one file of inputs.</summary>
public sealed class TokenizeReferenceTests
{
    [ReferenceTheory("reference/tokenizers")]
    [InlineData("small_wp_lower", 200)]
    [InlineData("small_wp_cased", 200)]
    [InlineData("small_bpe", 200)]
    [InlineData("gpt2", 300)]
    public async Task Tokenize_EveryRecordedText_GivesTheReferenceTokens(string name, int atLeast)
    {
        JsonElement[] cases = [.. Cases(name).GetProperty("cases").EnumerateArray()];
        Assert.True(cases.Length >= atLeast);
        using TemporaryFolder folder = new();
        string inputs = folder.Write("inputs.jsonl", Lines(cases, recorded => $$"""{"text":{{recorded.GetProperty("text").GetRawText()}}}"""));

        CliResult result = await CliRunner.RunAsync("tokenize", Folder(name), "--input", inputs, "--no-special-tokens");

        result.AssertDone();
        Assert.Equal(cases.Length, result.OutLines.Count);
        for (int index = 0; index < cases.Length; index++)
        {
            string text = cases[index].GetProperty("text").GetString()!;
            JsonElement line = Parse(result.OutLines[index]);
            Assert.Equal(["id", "ids", "tokens", "offsets"], line.EnumerateObject().Select(field => field.Name));
            Assert.Equal(index.ToString(CultureInfo.InvariantCulture), line.GetProperty("id").GetString());
            Assert.True(JsonElement.DeepEquals(cases[index].GetProperty("ids"), line.GetProperty("ids")), $"ids of '{text}'");
            AssertOffsets(text, line);
            foreach (string field in new[] { "tokens", "offsets" })
            {
                if (cases[index].TryGetProperty(field, out JsonElement expected) && expected.ValueKind == JsonValueKind.Array)
                {
                    Assert.True(JsonElement.DeepEquals(expected, line.GetProperty(field)), $"{field} of '{text}'");
                }
            }
        }
    }

    [ReferenceTheory("reference/tokenizers")]
    [InlineData("small_wp_lower")]
    [InlineData("small_wp_cased")]
    public async Task Tokenize_EveryRecordedPair_GivesTheReferenceIds(string name)
    {
        JsonElement[] pairs = [.. Cases(name).GetProperty("pairs").EnumerateArray()];
        Assert.NotEmpty(pairs);
        using TemporaryFolder folder = new();
        string inputs = folder.Write("inputs.jsonl", Lines(pairs, recorded =>
            $$"""{"id":"a pair","text":{{recorded.GetProperty("a").GetRawText()}},"text_pair":{{recorded.GetProperty("b").GetRawText()}}}"""));

        CliResult result = await CliRunner.RunAsync("tokenize", Folder(name), "--input", inputs);

        result.AssertDone();
        Assert.Equal(pairs.Length, result.OutLines.Count);
        for (int index = 0; index < pairs.Length; index++)
        {
            JsonElement line = Parse(result.OutLines[index]);
            Assert.Equal("a pair", line.GetProperty("id").GetString());
            Assert.True(JsonElement.DeepEquals(pairs[index].GetProperty("ids"), line.GetProperty("ids")), pairs[index].GetRawText());
        }
    }

    private static void AssertOffsets(string text, JsonElement line)
    {
        int tokens = line.GetProperty("ids").GetArrayLength();
        Assert.Equal(tokens, line.GetProperty("tokens").GetArrayLength());
        Assert.Equal(tokens, line.GetProperty("offsets").GetArrayLength());
        foreach (JsonElement span in line.GetProperty("offsets").EnumerateArray())
        {
            Assert.Equal(2, span.GetArrayLength());
            Assert.InRange(span[0].GetInt32(), 0, span[1].GetInt32());
            Assert.InRange(span[1].GetInt32(), 0, text.Length);
        }
    }

    private static string Folder(string name) => ReferenceData.At($"reference/tokenizers/{name}");

    private static JsonElement Cases(string name) => Parse(File.ReadAllText(Path.Combine(Folder(name), "cases.json")));

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Lines(IEnumerable<JsonElement> cases, Func<JsonElement, string> line)
    {
        StringBuilder lines = new();
        foreach (JsonElement recorded in cases)
        {
            lines.Append(line(recorded)).Append('\n');
        }

        return lines.ToString();
    }
}
