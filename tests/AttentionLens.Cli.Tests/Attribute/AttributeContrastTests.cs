using System.Text.Json;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Cli.Tests.Attribute;

/// <summary><c>attribute --objective logit-difference</c>: the right answer of each input against its wrong one.</summary>
public sealed class AttributeContrastTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Attribute_ContrastOfEachLine_IsThatOfItsClasses()
    {
        string lines = _folder.Write("lines.jsonl", """
            {"text": "The farmer", "target": 132, "wrong_target": 15}
            {"text": "The senators near the car", "target": 15, "wrong_target": 132}
            """);

        using JsonDocument each = await MetaAsync("each", "--input", lines, "--objective", "logit-difference");
        using JsonDocument first = await MetaAsync("first", "--text", "The farmer", "--objective", "logit-difference:132,15");
        using JsonDocument second = await MetaAsync("second", "--text", "The senators near the car", "--objective", "logit-difference:15,132");

        Assert.Equal("logit-difference", each.RootElement.GetProperty("objective").GetString());
        Assert.Equal([132, 15], Numbers(each, "target"));
        Assert.Equal([15, 132], Numbers(each, "against"));
        double[] expected = [.. Numbers(first, "target_value"), .. Numbers(second, "target_value")];
        Assert.All(expected.Zip(Numbers(each, "target_value")), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        Assert.All(expected, value => Assert.True(value > 1));
    }

    [Fact]
    public async Task Attribute_NoContrast_NamesNothingAgainst()
    {
        using JsonDocument logit = await MetaAsync("logit", "--text", "The farmer");

        Assert.False(logit.RootElement.TryGetProperty("against", out _));
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<double> Numbers(JsonDocument meta, string key) => meta.RootElement.GetProperty(key).EnumerateArray().Select(number => number.GetDouble());

    private async Task<JsonDocument> MetaAsync(string name, params string[] arguments)
    {
        string path = _folder.At($"{name}.safetensors");
        (await CliRunner.RunAsync(["attribute", "agreement", .. arguments, "--method", "cp-lrp", "--out", path])).AssertDone();
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return JsonDocument.Parse(file.Metadata["meta"]);
    }
}
