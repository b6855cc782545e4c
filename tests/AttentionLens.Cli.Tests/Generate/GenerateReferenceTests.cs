using System.Text.Json;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Cli.Tests.Trace;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Generate;

/// <summary><c>generate</c> with the recorded checkpoints, which hold no tokenizer.</summary>
public sealed class GenerateReferenceTests
{
    [ReferenceTheory("reference/t5")]
    [InlineData("gpt2", "blocks.0.attn.pattern", false)]
    [InlineData("llama", "blocks.0.attn.pattern", false)]
    [InlineData("bart", "decoder.blocks.0.attn.pattern", true)]
    [InlineData("t5", "decoder.blocks.0.attn.pattern", true)]
    public async Task Generate_RecordedModel_StepsAreRowsOfATrace(string family, string hook, bool hasDecoder)
    {
        using TemporaryFolder folder = new();
        string model = ReferenceData.At($"reference/{family}/checkpoint");

        CliResult json = await CliRunner.RunAsync(
            "generate", model, "--ids", "5,6,7,8", "--max-tokens", "6", "--beams", "3", "--json", "--hooks", hook, "--out", folder.At("x.safetensors"));
        CliResult plain = await CliRunner.RunAsync("generate", model, "--ids", "5,6,7,8", "--max-tokens", "6", "--beams", "3");

        JsonElement line = JsonDocument.Parse(json.AssertDone().Out).RootElement;
        Assert.Equal(JsonValueKind.Null, line.GetProperty("text").ValueKind);
        string ids = string.Join(',', line.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()));
        Assert.Equal(ids + "\n", plain.AssertDone().Out);
        string start = family == "bart" ? "2" : "0";
        string[] whole = hasDecoder ? ["--ids", "5,6,7,8", "--decoder-ids", $"{start},{ids}"] : ["--ids", $"5,6,7,8,{ids}"];
        (await CliRunner.RunAsync(["trace", model, .. whole, "--hooks", hook, "--out", folder.At("y.safetensors")])).AssertDone();
        using TraceFile steps = new(folder.At("x.safetensors"));
        using TraceFile trace = new(folder.At("y.safetensors"));
        int prompt = hasDecoder ? 1 : 4;
        int length = (int)trace.Shape(hook)[2];
        float[] rows = trace.Values(hook);
        float[] last = steps.Values($"step.{steps.Shape("logits")[0] - 1}/{hook}");
        int seen = prompt + (int)steps.Shape("logits")[0] - 1;
        Assert.Equal(rows.AsSpan((seen - 1) * length, seen).ToArray(), last[..seen], (a, b) => Math.Abs(a - b) < 1e-5f);
    }
}
