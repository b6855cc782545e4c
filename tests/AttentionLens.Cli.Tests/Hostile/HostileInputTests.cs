using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Hostile;

/// <summary>Inputs that cannot be used: one line that names the option or the line, exit code 2, nothing written.</summary>
[Collection(SmallModelTests.Name)]
public sealed class HostileInputTests(SmallModel model)
{
    [Theory]
    [InlineData("--ids", "2,99,3", "99")]
    [InlineData("--ids", "2,-1,3", "-1")]
    [InlineData("--ids", "2,x,3", "'x'")]
    [InlineData("--ids", "2,,3", "''")]
    [InlineData("--ids", "", "''")]
    [InlineData("--ids", "2,99999999999,3", "99999999999")]
    [InlineData("--ids", "2,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,3", "17 tokens")]
    public async Task Run_IdsThatCannotBe_AreRefused(string option, string value, string word) => await AssertRefusedAsync([option, value], word);

    [Theory]
    [InlineData("--attention-mask", "1,1", "2 mask entries")]
    [InlineData("--attention-mask", "1,1,1,1", "4 mask entries")]
    [InlineData("--attention-mask", "1,2,1", "1,2,1")]
    [InlineData("--attention-mask", "1,true,1", "'true'")]
    [InlineData("--attention-mask", "0,0,0", "hides every token")]
    [InlineData("--token-types", "0,0", "2 token types")]
    [InlineData("--token-types", "0,2,0", "token type 2")]
    [InlineData("--token-types", "0,-1,0", "token type -1")]
    public async Task Run_CompanionsThatDoNotFitTheIds_AreRefused(string option, string value, string word) =>
        await AssertRefusedAsync(["--ids", "2,5,3", option, value], word);

    [Fact]
    public async Task Run_TextWithoutTokens_IsRefused() => await AssertRefusedAsync(["--text", "", "--no-special-tokens"], "no tokens");

    [Fact]
    public async Task Run_TextLongerThanTheModel_IsRefusedAndSaysHowItFits()
    {
        string text = string.Join(' ', Enumerable.Repeat("good", SmallModel.Positions));

        await AssertRefusedAsync(["--text", text], $"{SmallModel.Positions + 2} tokens", "truncat");
    }

    [Fact]
    public async Task Run_TextLongerThanTheModelTruncated_Runs()
    {
        using TemporaryFolder folder = new();
        string text = string.Join(' ', Enumerable.Repeat("good", SmallModel.Positions));

        (await CliRunner.RunAsync("trace", model.Folder, "--text", text, "--truncate", "--out", folder.At("x.safetensors"))).AssertDone();
    }

    [Theory]
    [InlineData("{\"text\":\"good\"}\n\n{\"text\":", "line 3")]
    [InlineData("{\"text\":\"good\"} {\"text\":\"good\"}", "line 1")]
    [InlineData("[1,2]", "line 1")]
    [InlineData("7", "line 1")]
    [InlineData("{}", "line 1")]
    [InlineData("{\"text\":7}", "'text'")]
    [InlineData("{\"text\":\"\\ud800\"}", "'text'")]
    [InlineData("{\"text\":\"good\",\"\\ud800\":1}", "line 1")]
    [InlineData("{\"text\":\"good\",\"ids\":[1]}", "line 1")]
    [InlineData("{\"ids\":\"2,3\"}", "'ids'")]
    [InlineData("{\"ids\":[2,2.5,3]}", "'ids'")]
    [InlineData("{\"ids\":[2,99999999999]}", "'ids'")]
    [InlineData("{\"ids\":[]}", "no tokens")]
    [InlineData("{\"ids\":[2,99]}", "99")]
    [InlineData("{\"id\":\"mine\",\"ids\":[2,99]}", "mine")]
    [InlineData("{\"id\":[],\"ids\":[2,3]}", "'id'")]
    [InlineData("{\"ids\":[2,3],\"attention_mask\":[1,3]}", "'attention_mask'")]
    [InlineData("{\"ids\":[2,3],\"attention_mask\":[1]}", "1 mask entries")]
    [InlineData("{\"ids\":[2,3],\"token_types\":[0,5]}", "token type 5")]
    [InlineData("{\"text\":\"good\",\"target\":1.5}", "'target'")]
    [InlineData("{\"text\":\"good\",\"label\":true}", "'label'")]
    [InlineData("{\"text\":\"good\",\"label\":\"positiv\"}", "positive")]
    [InlineData("{\"input_ids\":[2,3]}", "'ids'")]
    [InlineData("{\"ids\":[2,3],\"token_type_ids\":[0,0]}", "'token_types'")]
    [InlineData("{\"ids\":[2,3],\"attentionMask\":[1,1]}", "'attention_mask'")]
    [InlineData("{\"text_pair\":\"good\",\"ids\":[2,3]}", "'text_pair'")]
    [InlineData("{\"text\":\"good\",\"attention_mask\":[1]}", "'attention_mask'")]
    [InlineData("", "no input")]
    [InlineData("\n \n", "no input")]
    public async Task Run_LinesThatAreNoInputs_AreRefusedByTheirNumber(string lines, string word)
    {
        using TemporaryFolder folder = new();

        await AssertRefusedAsync(["--input", folder.Write("inputs.jsonl", lines)], word);
    }

    [Fact]
    public async Task Run_LineTooDeep_IsRefused()
    {
        using TemporaryFolder folder = new();
        string lines = "{\"text\":\"good\"}\n{\"text\":" + new string('[', 100_000);

        await AssertRefusedAsync(["--input", folder.Write("inputs.jsonl", lines)], "inputs.jsonl, line 2");
    }

    [Fact]
    public async Task Run_LinesThatAreNotUtf8_AreRefused()
    {
        using TemporaryFolder folder = new();

        await AssertRefusedAsync(["--input", folder.Write("inputs.jsonl", [.. "{\"text\":\""u8, 0xff, 0xfe, .. "\"}"u8])], "line 1", "UTF-8");
    }

    [Fact]
    public async Task Run_InputThatIsAFolder_IsRefused()
    {
        using TemporaryFolder folder = new();

        await AssertRefusedAsync(["--input", folder.Folder], "is a folder");
    }

    [Theory]
    [InlineData("no-such-file.jsonl")]
    [InlineData("")]
    public async Task Run_InputThatIsNotThere_IsRefused(string file) => await AssertRefusedAsync(["--input", file], "is not there");

    [Fact]
    public async Task Run_LinesWithByteOrderMarkAndWindowsLineEnds_Run()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("inputs.jsonl", "\uFEFF{\"text\":\"good\"}\r\n\r\n{\"text\":\"bad\"}\r\n");

        CliResult result = await CliRunner.RunAsync("tokenize", model.Folder, "--input", file);

        Assert.Equal(2, result.AssertDone().OutLines.Count);
    }

    private async Task AssertRefusedAsync(string[] input, params string[] words)
    {
        using TemporaryFolder folder = new();

        CliResult traced = await CliRunner.RunAsync(["trace", model.Folder, "--out", folder.At("deep", "x.safetensors"), .. input]);
        CliResult analyzed = await CliRunner.RunAsync(["analyze", model.Folder, "--out", folder.At("deep", "report"), .. input]);

        traced.AssertRefused(words);
        analyzed.AssertRefused(words);
        Assert.Empty(folder.Listing());
    }
}
