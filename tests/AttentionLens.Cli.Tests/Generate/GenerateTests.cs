using System.Text.Json;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Cli.Tests.Trace;

namespace AttentionLens.Cli.Tests.Generate;

/// <summary>What <c>generate</c> writes, and where.</summary>
[Collection(SmallModelTests.Name)]
public sealed class GenerateTests(SmallModel classifier) : IDisposable
{
    private readonly WriterFolder _writer = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Generate_Text_PrintsTheTextAlone()
    {
        CliResult result = await CliRunner.RunAsync("generate", _writer.Model, "--text", "w1 w2 w3", "--max-tokens", "6");

        Assert.Equal(string.Empty, result.AssertDone().Error);
        JsonElement line = await LineAsync("--text", "w1 w2 w3", "--max-tokens", "6");
        Assert.Equal(line.GetProperty("text").GetString() + "\n", result.Out);
        Assert.Equal(
            string.Join(' ', Ids(line).Where(id => id != 0).Select(id => $"w{id}")), line.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Generate_Json_HasTheFieldsInOrder()
    {
        JsonElement line = await LineAsync("--ids", "1,2,3", "--max-tokens", "4");

        Assert.Equal(["id", "ids", "text", "log_probability", "ended"], line.EnumerateObject().Select(field => field.Name));
        Assert.Equal("0", line.GetProperty("id").GetString());
        Assert.InRange(Ids(line).Length, 1, 4);
        Assert.InRange(line.GetProperty("log_probability").GetDouble(), -100, 0);
        Assert.Equal(Ids(line)[^1] == 0, line.GetProperty("ended").GetBoolean());
    }

    [Fact]
    public async Task Generate_ManyInputs_GivesOneLineForEach()
    {
        string inputs = _folder.Write("in.jsonl", """
            {"id": "a", "text": "w1"}
            {"ids": [4, 5]}
            {"ids": [0, 0, 4, 5], "attention_mask": [0, 0, 1, 1]}
            """);

        CliResult json = await CliRunner.RunAsync("generate", _writer.Model, "--input", inputs, "--max-tokens", "5", "--json");
        CliResult plain = await CliRunner.RunAsync("generate", _writer.Model, "--input", inputs, "--max-tokens", "5");

        JsonElement[] lines = [.. json.AssertDone().OutLines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["a", "1", "2"], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal(Ids(lines[1]), Ids(lines[2]));
        Assert.Equal(lines.Select(line => line.GetProperty("text").GetString()), plain.AssertDone().Out.Split('\n')[..3]);
    }

    [Theory]
    [InlineData("--temperature", "3", "--seed", "9", "--top-k", "8", "--top-p", "0.99")]
    [InlineData("--beams", "4", "--length-penalty", "0.5")]
    public async Task Generate_AnyThreadsAndCulture_SameBytes(params string[] options)
    {
        string[] args = ["generate", _writer.Model, "--text", "w1 w2", "--json", "--max-tokens", "9", .. options];
        CliResult one = (await CliRunner.RunAsync([.. args, "--threads", "1"])).AssertDone();
        using CommaCulture culture = new();

        Assert.Equal(one.Out, (await CliRunner.RunAsync([.. args, "--threads", "2"])).AssertDone().Out);
    }

    [Theory]
    [InlineData()]
    [InlineData("--beams", "3")]
    public async Task Generate_Out_HoldsWhatATraceOfTheWholeHolds(params string[] options)
    {
        File.WriteAllText(Path.Combine(_writer.Model, "generation_config.json"), """{"eos_token_id": null}""");
        string[] args = ["generate", _writer.Model, "--ids", "1,2,3", "--max-tokens", "5", "--json", .. options];
        CliResult result = await CliRunner.RunAsync([.. args, "--hooks", "blocks.*.attn.pattern", "--hooks", "ln_final", "--out", _folder.At("steps.safetensors")]);
        int[] ids = Ids(JsonDocument.Parse(result.AssertDone().Out).RootElement);
        (await CliRunner.RunAsync(
            "trace", _writer.Model, "--ids", $"1,2,3,{string.Join(',', ids)}", "--hooks", "ln_final", "--out", _folder.At("whole.safetensors"))).AssertDone();

        using TraceFile steps = new(_folder.At("steps.safetensors"));
        using TraceFile whole = new(_folder.At("whole.safetensors"));
        Assert.Equal(5, ids.Length);
        Assert.Equal(1 + (3 * ids.Length), steps.Names.Count);
        Assert.Equal([ids.Length, WriterFolder.Vocabulary], steps.Shape("logits"));
        Assert.Equal([1L, 3L, 3L, 3L], steps.Shape("step.0/blocks.1.attn.pattern"));
        Assert.Equal([1L, 3L, 1L, 4L], steps.Shape("step.1/blocks.0.attn.pattern"));
        float[] logits = whole.Values("logits");
        float[] rows = steps.Values("logits");
        for (int index = 0; index < rows.Length; index++)
        {
            Assert.Equal(logits[(2 * WriterFolder.Vocabulary) + index], rows[index], 1e-4f);
        }

        Assert.Equal(whole.Values("ln_final")[(3 * 12)..(4 * 12)], steps.Values("step.1/ln_final"), (a, b) => Math.Abs(a - b) < 1e-4f);
    }

    [Fact]
    public async Task Generate_OutOfSeveralInputs_NamesThem()
    {
        string inputs = _folder.Write("in.jsonl", "{\"ids\": [1]}\n{\"ids\": [4, 5]}\n");

        (await CliRunner.RunAsync("generate", _writer.Model, "--input", inputs, "--max-tokens", "1", "--hooks", "embed", "--out", _folder.At("x.safetensors")))
            .AssertDone();

        using TraceFile steps = new(_folder.At("x.safetensors"));
        Assert.Equal(["input.0/logits", "input.0/step.0/embed", "input.1/logits", "input.1/step.0/embed"], steps.Names);
    }

    [Theory]
    [InlineData("--top-k was given without --temperature", "--ids", "1", "--top-k", "3")]
    [InlineData("--seed was given without --temperature", "--ids", "1", "--seed", "3")]
    [InlineData("--length-penalty was given without --beams", "--ids", "1", "--length-penalty", "3")]
    [InlineData("--temperature was given with --beams", "--ids", "1", "--beams", "3", "--temperature", "1")]
    [InlineData("--hooks was given without --out", "--ids", "1", "--hooks", "embed")]
    [InlineData("--temperature is '-1'", "--ids", "1", "--temperature", "-1")]
    [InlineData("--temperature is 'NaN'", "--ids", "1", "--temperature", "NaN")]
    [InlineData("--top-p is '0'", "--ids", "1", "--temperature", "1", "--top-p", "0")]
    [InlineData("--top-p is '0,5'", "--ids", "1", "--temperature", "1", "--top-p", "0,5")]
    [InlineData("--max-tokens is '0'", "--ids", "1", "--max-tokens", "0")]
    [InlineData("--beams is '5000'", "--ids", "1", "--beams", "5000")]
    [InlineData("No input was given; give --text, --ids or --input")]
    [InlineData("token id 99", "--ids", "99")]
    [InlineData("something for a decoder", "--ids", "1", "--decoder-ids", "1")]
    [InlineData("no-such-hook", "--ids", "1", "--hooks", "no-such-hook", "--out", "OUT")]
    [InlineData("nearest", "--ids", "1", "--hooks", "blocks.0.attn.patern", "--out", "OUT")]
    public async Task Generate_WhatCannotBe_IsRefused(string words, params string[] args)
    {
        CliResult result = await CliRunner.RunAsync(
            ["generate", _writer.Model, .. args.Select(arg => arg == "OUT" ? _folder.At("x.safetensors") : arg)]);

        result.AssertRefused(words);
        Assert.Empty(_folder.Listing());
    }

    [Fact]
    public async Task Generate_ModelThatDoesNotWrite_IsRefused() =>
        (await CliRunner.RunAsync("generate", classifier.Folder, "--text", "good")).AssertRefused("predicts no next token");

    [Fact]
    public async Task Generate_BrokenGenerationConfig_IsRefused()
    {
        File.WriteAllText(Path.Combine(_writer.Model, "generation_config.json"), """{"eos_token_id": "end"}""");

        (await CliRunner.RunAsync("generate", _writer.Model, "--ids", "1")).AssertRefused("generation_config.json", "eos_token_id");
    }

    [Fact]
    public async Task Generate_Cancelled_EndsWith130AndLeavesNothing()
    {
        CliResult result = await CliRunner.RunAsync(
            ["generate", _writer.Model, "--ids", "1", "--out", _folder.At("x.safetensors")], new CancellationToken(canceled: true));

        result.AssertCode(130);
        Assert.Empty(_folder.Listing());
    }

    [Fact]
    public async Task Analyze_Generate_SeesPromptAndContinuation()
    {
        int[] ids = Ids(await LineAsync("--ids", "1,2,3", "--max-tokens", "4"));

        (await CliRunner.RunAsync("analyze", _writer.Model, "--ids", "1,2,3", "--generate", "4", "--out", _folder.At("written"))).AssertDone();
        (await CliRunner.RunAsync("analyze", _writer.Model, "--ids", $"1,2,3,{string.Join(',', ids)}", "--out", _folder.At("given"))).AssertDone();

        Assert.Equal(await File.ReadAllTextAsync(_folder.At("given", "report.json")), await File.ReadAllTextAsync(_folder.At("written", "report.json")));
    }

    [Fact]
    public async Task Analyze_GenerateByAModelThatDoesNotWrite_IsRefused() =>
        (await CliRunner.RunAsync("analyze", classifier.Folder, "--text", "good", "--generate", "4", "--out", _folder.At("x"))).AssertRefused("predicts no next token");

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    private static int[] Ids(JsonElement line) => [.. line.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];

    private async Task<JsonElement> LineAsync(params string[] args)
    {
        CliResult result = await CliRunner.RunAsync(["generate", _writer.Model, "--json", .. args]);
        return JsonDocument.Parse(Assert.Single(result.AssertDone().OutLines)).RootElement;
    }
}
