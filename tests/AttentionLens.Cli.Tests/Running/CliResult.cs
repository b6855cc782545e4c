namespace AttentionLens.Cli.Tests.Running;

/// <summary>What a command did.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Out">All that it wrote to standard output.</param>
/// <param name="Error">All that it wrote to standard error.</param>
internal sealed record CliResult(int Code, string Out, string Error)
{
    public IReadOnlyList<string> OutLines => Lines(Out);

    public IReadOnlyList<string> ErrorLines => Lines(Error);

    public CliResult AssertDone() => AssertCode(0);

    public CliResult AssertCode(int expected)
    {
        Assert.True(Code == expected, $"exit code {Code}, expected {expected}\n{Error}{Out}");
        return this;
    }

    /// <summary>Bad arguments or input: code 2, nothing on standard output, and one readable line that holds the given words.</summary>
    public string AssertRefused(params ReadOnlySpan<string> words)
    {
        AssertCode(2);
        Assert.Equal(string.Empty, Out);
        string line = Assert.Single(ErrorLines);
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line, char.IsControl);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception:", line, StringComparison.Ordinal);
        Assert.InRange(line.Length, 20, 1200);
        foreach (string word in words)
        {
            Assert.Contains(word, line, StringComparison.Ordinal);
        }

        return line;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
}
