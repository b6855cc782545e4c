using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Arguments;

/// <summary>Arguments that are wrong: one line, exit code 2, and the nearest that is right.</summary>
[Collection(SmallModelTests.Name)]
public sealed class ArgumentTests(SmallModel model)
{
    [Theory]
    [InlineData("attentionlens --help")]
    [InlineData("analyze", "analyse", "x")]
    [InlineData("--text", "tokenize", "MODEL", "--tekst", "good")]
    [InlineData("quotes", "tokenize", "MODEL", "--text", "good", "film")]
    [InlineData("'--out'", "trace", "MODEL", "--text", "good")]
    [InlineData("attentionlens trace --help", "trace", "MODEL", "--text", "good")]
    [InlineData("'analyze'", "analyze", "--text", "good", "--out", "OUT")]
    [InlineData("'--text'", "tokenize", "MODEL", "--text")]
    [InlineData("'--text'", "tokenize", "MODEL", "--text", "a", "--text", "b")]
    [InlineData("No input", "tokenize", "MODEL")]
    [InlineData("No input was given; give --text, --ids, --image, --pixels or --input", "trace", "MODEL", "--out", "OUT")]
    [InlineData("Several kinds", "trace", "MODEL", "--text", "good", "--ids", "2,3", "--out", "OUT")]
    [InlineData("--text-pair was given without --text", "trace", "MODEL", "--ids", "2,3", "--text-pair", "good", "--out", "OUT")]
    [InlineData("--attention-mask was given without --ids", "trace", "MODEL", "--text", "good", "--attention-mask", "1", "--out", "OUT")]
    [InlineData("--token-types was given without --ids", "trace", "MODEL", "--text", "good", "--token-types", "1", "--out", "OUT")]
    [InlineData("--batch-size is 'many'", "trace", "MODEL", "--text", "good", "--batch-size", "many", "--out", "OUT")]
    [InlineData("--memory is '500'; expected a size with its unit", "importance", "MODEL", "--text", "good", "--method", "michel", "--memory", "500", "--out", "OUT")]
    [InlineData("--memory is '-5MB'", "evaluate", "MODEL", "--text", "good", "--memory", "-5MB")]
    [InlineData("--memory is '1e99GB'", "attribute", "MODEL", "--text", "good", "--method", "saliency", "--memory", "1e99GB", "--out", "OUT")]
    [InlineData("--memory is '0B'", "prune", "MODEL", "--text", "good", "--by", "michel", "--heads", "1", "--memory", "0B", "--out", "OUT")]
    [InlineData("--target is '-1'", "trace", "MODEL", "--text", "good", "--target", "-1", "--out", "OUT")]
    [InlineData("--position is '1.5'", "trace", "MODEL", "--text", "good", "--position", "1.5", "--out", "OUT")]
    [InlineData("--threads is '0'", "tokenize", "MODEL", "--text", "good", "--threads", "0")]
    [InlineData("--seed is '-1'", "train", "x", "--out", "OUT", "--seed", "-1")]
    [InlineData("no-such-recipe", "train", "no-such-recipe", "--out", "OUT")]
    [InlineData("AL1003", "rules", "show", "AL103")]
    [InlineData("list", "rules", "lst")]
    [InlineData("list, show", "models")]
    public async Task Run_WrongArguments_AreRefusedWithWhatIsRight(string words, params string[] args)
    {
        using TemporaryFolder folder = new();
        string[] filled = [.. args.Select(arg => arg switch { "MODEL" => model.Folder, "OUT" => folder.At("out"), _ => arg })];

        CliResult result = await CliRunner.RunAsync(filled);

        result.AssertRefused(words);
        Assert.Empty(folder.Listing());
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("trace")]
    [InlineData("tokenize")]
    [InlineData("train")]
    [InlineData("models", "list")]
    [InlineData("models", "show")]
    [InlineData("plugins", "list")]
    [InlineData("plugins", "check")]
    [InlineData("rules", "list")]
    [InlineData("rules", "show")]
    public async Task Run_Help_NamesTheOptionsThatAllCommandsHave(params string[] command)
    {
        CliResult result = await CliRunner.RunAsync([.. command, "--help"]);

        Assert.Equal(string.Empty, result.AssertDone().Error);
        Assert.Contains($" {string.Join(' ', command)} ", result.Out, StringComparison.Ordinal);
        foreach (string option in new[] { "--plugins", "--quiet", "--threads" })
        {
            Assert.Contains(option, result.Out, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("tokenize")]
    [InlineData("trace")]
    public async Task Run_OutThatIsAFolder_IsRefused(string command)
    {
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync(command, model.Folder, "--text", "good", "--out", folder.Folder)).AssertRefused("is a folder");
        (await CliRunner.RunAsync(command, model.Folder, "--text", "good", "--out", folder.At("new") + "/")).AssertRefused("is a folder");

        Assert.Empty(folder.Listing());
    }

    [Theory]
    [InlineData("tokenize")]
    [InlineData("trace")]
    public async Task Run_OutBelowAFile_IsRefused(string command)
    {
        using TemporaryFolder folder = new();
        folder.Write("file", "mine");

        (await CliRunner.RunAsync(command, model.Folder, "--text", "good", "--out", folder.At("file", "out"))).AssertRefused("cannot be written");

        Assert.Equal(["file"], folder.Listing());
    }
}
