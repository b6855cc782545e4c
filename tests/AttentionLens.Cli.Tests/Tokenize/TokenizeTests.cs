using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Tokenize;

/// <summary>The lines of <c>tokenize</c>.</summary>
[Collection(SmallModelTests.Name)]
public sealed class TokenizeTests(SmallModel model)
{
    [Fact]
    public async Task Tokenize_Text_GivesOneLineWithTheOffsetsOfTheTextAsGiven()
    {
        CliResult result = await CliRunner.RunAsync("tokenize", model.Folder, "--text", "Films,  bad");

        result.AssertDone();
        Assert.Equal(
            """{"id":"0","ids":[2,7,22,20,13,3],"tokens":["[CLS]","film","##s",",","bad","[SEP]"],"offsets":[[0,0],[0,4],[4,5],[5,6],[8,11],[0,0]]}""" + "\n",
            result.Out);
        Assert.Equal(string.Empty, result.Error);
    }

    [Fact]
    public async Task Tokenize_NoSpecialTokens_LeavesThemOut() => Assert.Equal(
        """{"id":"0","ids":[13],"tokens":["bad"],"offsets":[[0,3]]}""" + "\n",
        (await CliRunner.RunAsync("tokenize", model.Folder, "--text", "bad", "--no-special-tokens")).AssertDone().Out);

    [Fact]
    public async Task Tokenize_TextOutsideAscii_IsWrittenAsItIs() => Assert.Contains(
        "\"ids\":[2,1,3],\"tokens\":[\"[CLS]\",\"[UNK]\",\"[SEP]\"]",
        (await CliRunner.RunAsync("tokenize", model.Folder, "--text", "größe")).AssertDone().Out,
        StringComparison.Ordinal);

    [Fact]
    public async Task Tokenize_FolderWithASentencePieceModelAlone_GivesItsPieces()
    {
        using TemporaryFolder folder = new();

        // The pieces <unk>, \u2581a and b, and empty descriptions of training and normalization.
        folder.Write(
            "spiece.model",
            [10, 9, 10, 5, .. "<unk>"u8, 24, 2, 10, 6, 10, 4, .. "\u2581a"u8, 10, 3, 10, 1, .. "b"u8, 18, 0, 26, 0]);

        Assert.Equal(
            """{"id":"0","ids":[1,2,0],"tokens":["▁a","b","<unk>"],"offsets":[[0,1],[1,2],[2,3]]}""" + "\n",
            (await CliRunner.RunAsync("tokenize", folder.Folder, "--text", "abc")).AssertDone().Out);
    }

    [Theory]
    [InlineData("@film")]
    [InlineData("-film")]
    [InlineData("[film]")]
    public async Task Tokenize_TextThatLooksLikeSyntax_IsAText(string text) =>
        Assert.Contains("\"film\"", (await CliRunner.RunAsync("tokenize", model.Folder, "--text", text)).AssertDone().Out, StringComparison.Ordinal);

    [Fact]
    public async Task Tokenize_Out_WritesTheFileAndNothingElse()
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliRunner.RunAsync("tokenize", model.Folder, "--text", "bad", "--out", folder.At("tokens.jsonl"));

        result.AssertDone();
        Assert.Equal(string.Empty, result.Out);
        Assert.Equal(["tokens.jsonl"], folder.Listing());
        Assert.Equal((await CliRunner.RunAsync("tokenize", model.Folder, "--text", "bad")).Out, File.ReadAllText(folder.At("tokens.jsonl")));
    }

    [Fact]
    public async Task Tokenize_BrokenLineAfterGoodOnes_LeavesNoFile()
    {
        using TemporaryFolder folder = new();
        string inputs = folder.Write("inputs.jsonl", "{\"text\":\"bad\"}\n{\"text\":\n");

        CliResult result = await CliRunner.RunAsync("tokenize", model.Folder, "--input", inputs, "--out", folder.At("deep", "tokens.jsonl"));

        result.AssertRefused("inputs.jsonl, line 2");
        Assert.Equal(["inputs.jsonl"], folder.Listing());
    }

    [Fact]
    public async Task Tokenize_FolderWithTokenizerAlone_IsEnough()
    {
        using TemporaryFolder folder = new();
        File.Copy(Path.Combine(model.Folder, "vocab.txt"), folder.At("vocab.txt"));

        Assert.Contains("\"bad\"", (await CliRunner.RunAsync("tokenize", folder.Folder, "--text", "bad")).AssertDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokenize_LabelsAndOtherColumns_AreNoHindrance()
    {
        using TemporaryFolder folder = new();
        string inputs = folder.Write("inputs.jsonl", """{"text":"bad","label":"some name","source":"a data set"}""");

        (await CliRunner.RunAsync("tokenize", model.Folder, "--input", inputs)).AssertDone();
    }
}
