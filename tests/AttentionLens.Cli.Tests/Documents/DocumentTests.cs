using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Documents;

/// <summary>What README.md and docs/ show works: every command runs, every C# snippet compiles.</summary>
public sealed class DocumentTests
{
    private static readonly string[] Languages = ["sh", "csharp", "json", "text", "xml", "none"];

    [Fact]
    public void Documents_Blocks_AreInAKnownLanguage() =>
        AssertNone(Blocks().Where(block => !Languages.Contains(block.Language, StringComparer.Ordinal))
            .Select(block => $"{block.Where}: language '{block.Language}'; expected one of {string.Join(", ", Languages)}"));

    [Fact]
    public void Documents_CSharpBlocks_Compile() =>
        AssertNone(Blocks().Where(block => block.Language == "csharp")
            .Select(block => (block.Where, Error: SnippetCompiler.ErrorOf(string.Join('\n', block.Lines))))
            .Where(entry => entry.Error is not null)
            .Select(entry => $"{entry.Where}, {entry.Error}"));

    [Fact]
    public async Task Documents_Commands_EndAsTheySay()
    {
        List<string> failures = [];
        foreach (IGrouping<string, CodeBlock> document in Blocks().Where(block => block.Language == "sh").GroupBy(block => block.Document))
        {
            failures.AddRange(await DocumentRun.FailuresAsync(ReferenceData.Checkout, document));
        }

        AssertNone(failures);
    }

    private static void AssertNone(IEnumerable<string> failures)
    {
        string[] all = [.. failures];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    private static IEnumerable<CodeBlock> Blocks()
    {
        string checkout = ReferenceData.Checkout;
        string docs = Path.Combine(checkout, "docs");
        IEnumerable<string> documents = Directory.Exists(docs) ? Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories) : [];
        return documents.Append(Path.Combine(checkout, "README.md"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal)
            .SelectMany(path => MarkdownBlocks.Of(Path.GetRelativePath(checkout, path), File.ReadAllText(path)));
    }
}
