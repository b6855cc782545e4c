using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Documents;

/// <summary>The checks of documents find what is wrong in them.</summary>
[Collection(SmallModelTests.Name)]
public sealed class DocumentRunTests(SmallModel model)
{
    [Fact]
    public void Of_Document_FindsBlocksWithTheirLanguageAndLine()
    {
        const string Text = """
            # Title
            ```sh
            attentionlens rules list
            ```
            1. step
               ```csharp
               int x = 1;
                 int y = 2;
               ```
            ````
            ```inner
            ````
            ~~~json title
            {}
            ~~~
            """;

        CodeBlock[] blocks = [.. MarkdownBlocks.Of("a.md", Text)];

        Assert.Equal(["sh 2", "csharp 6", "none 10", "json 13"], blocks.Select(block => $"{block.Language} {block.Line}"));
        Assert.Equal(["int x = 1;", "  int y = 2;"], blocks[1].Lines);
        Assert.Equal(["```inner"], blocks[2].Lines);
    }

    [Fact]
    public void Of_FenceThatIsNotClosed_IsRefused() =>
        Assert.Contains("a.md:2", Assert.Throws<FormatException>(() => MarkdownBlocks.Of("a.md", "x\n```sh\nls").ToArray()).Message, StringComparison.Ordinal);

    [Fact]
    public void Commands_Block_JoinsLinesAndLeavesPromptsAndCommentsOut() => Assert.Equal(
        ["attentionlens a   b", "ls"],
        ShellLine.Commands(["# first", "$ attentionlens a \\", "  b", "", "ls"]));

    [Fact]
    public void Parse_WordsQuotesOutputAndExpectation_AreTakenApart()
    {
        ShellLine line = ShellLine.Parse("attentionlens trace 'a b' \"c d\" --hooks='x.*' > out.txt # exit 3, slow");

        Assert.Equal(["trace", "a b", "c d", "--hooks=x.*"], line.ToolArguments!);
        Assert.Equal("out.txt", line.Output);
        Assert.Equal(3, line.ExitCode);
        Assert.True(line.IsSlow);
        Assert.Equal(["rules"], ShellLine.Parse("dotnet run --project src/AttentionLens.Cli -c Release -- rules").ToolArguments!);
        Assert.Null(ShellLine.Parse("dotnet build").ToolArguments);
    }

    [Theory]
    [InlineData("attentionlens rules list | head")]
    [InlineData("attentionlens rules list && ls")]
    [InlineData("attentionlens trace m --hooks blocks.*.z")]
    [InlineData("attentionlens trace \"$HOME\"")]
    [InlineData("attentionlens trace 'open")]
    public void Parse_MoreShellThanIsUnderstood_IsRefused(string command) => Assert.Throws<FormatException>(() => ShellLine.Parse(command));

    [Fact]
    public async Task Failures_RightCommands_AreNone()
    {
        CodeBlock block = Block(
            $"attentionlens tokenize {model.Folder} --text good > tokens.txt",
            $"attentionlens tokenize {model.Folder} --input inputs.jsonl # exit 2",
            $"attentionlens analyze {model.Folder} --text good --out out/report",
            $"dotnet run --project src/AttentionLens.Cli -- analyze {model.Folder} --text 'good film' --out out/report",
            $"attentionlens analyze {model.Folder} --text good --out out/slow   # slow",
            "git clone https://example.org/x | cat");

        Assert.Empty(await DocumentRun.FailuresAsync(model.Folder, [block]));
    }

    [Theory]
    [InlineData("attentionlens rules list --colour", "exit code 2, expected 0")]
    [InlineData("attentionlens rules list # exit 2", "exit code 0, expected 2")]
    [InlineData("attentionlens train x --bogus --out y # slow", "exit code 2, expected 130")]
    [InlineData("attentionlens rules list | head", "outside of quotes")]
    [InlineData("attentionlens rules list > docs/rules.txt", "writes into")]
    [InlineData("attentionlens analyze m --text t --out samples/report", "writes into")]
    public async Task Failures_WrongCommand_IsNamedWithItsPlace(string command, string why)
    {
        string failure = Assert.Single(await DocumentRun.FailuresAsync(model.Folder, [Block(command)]));

        Assert.StartsWith("a.md:7: attentionlens ", failure, StringComparison.Ordinal);
        Assert.Contains(why, failure, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorOf_CompleteSnippets_IsNone()
    {
        Assert.Null(SnippetCompiler.ErrorOf("using AttentionLens;\nusing AttentionLens.Hosting;\nLensHost host = LensHost.Create(new LensHostOptions());\nConsole.WriteLine(host.Plugins.Length);"));
        Assert.Null(SnippetCompiler.ErrorOf("using AttentionLens.Bert;\npublic sealed class Mine { public BertAdapter? Adapter { get; init; } }"));
    }

    [Theory]
    [InlineData("int x = \"one\";", "line 1: CS0029")]
    [InlineData("using AttentionLens;\nLensHoost host;", "line 2: CS0246")]
    [InlineData("int x = 1", "line 1: CS1002")]
    public void ErrorOf_SnippetThatDoesNotCompile_NamesTheFirstError(string snippet, string error) =>
        Assert.StartsWith(error, SnippetCompiler.ErrorOf(snippet), StringComparison.Ordinal);

    private static CodeBlock Block(params string[] lines) => new("a.md", 7, "sh", lines);
}
