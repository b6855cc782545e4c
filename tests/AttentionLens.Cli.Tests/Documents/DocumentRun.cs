using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Documents;

/// <summary>Runs the commands of one document, one after the other in a folder of its own, in which the checkout's samples and
/// documents stand: what one command writes the next may read.</summary>
internal static class DocumentRun
{
    private static readonly string[] Beside = ["samples", "docs"];

    /// <summary>What went wrong, one line for each command.</summary>
    public static async Task<IReadOnlyList<string>> FailuresAsync(string checkout, IEnumerable<CodeBlock> blocks)
    {
        using TemporaryFolder folder = new();
        foreach (string name in Beside.Where(name => Directory.Exists(Path.Combine(checkout, name))))
        {
            Directory.CreateSymbolicLink(folder.At(name), Path.Combine(checkout, name));
        }

        string before = Environment.CurrentDirectory;
        List<string> failures = [];
        List<string> unwritten = [];
        try
        {
            Environment.CurrentDirectory = folder.Folder;
            foreach (CodeBlock block in blocks)
            {
                foreach (string command in ShellLine.Commands(block.Lines).Where(ShellLine.RunsTheTool))
                {
                    if (await FailureAsync(command, unwritten) is { } failure)
                    {
                        failures.Add($"{block.Where}: {command}: {failure}");
                    }
                }
            }
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }

        return failures;
    }

    private static async Task<string?> FailureAsync(string command, List<string> unwritten)
    {
        ShellLine line;
        try
        {
            line = ShellLine.Parse(command);
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }

        if (WritesIntoTheCheckout(line))
        {
            return $"writes into {string.Join(" or ", Beside)}; choose another place";
        }

        using CancellationTokenSource source = new();
        if (line.IsSlow)
        {
            await source.CancelAsync();
        }

        // A slow command is cancelled before it begins: wrong arguments are told from right ones all the same.
        int expected = line.IsSlow ? 130 : line.ExitCode;
        CliResult result = await CliRunner.RunAsync(line.ToolArguments!, source.Token);
        if (line.Output is { } file)
        {
            await File.WriteAllTextAsync(file, result.Out, CancellationToken.None);
        }

        // What one slow command would have written, the next misses by name.
        bool misses = line.IsSlow && result.Code == ExitCode.BadInput && unwritten.Any(output => result.Error.Contains($"'{output}", StringComparison.Ordinal));
        if (line.IsSlow && OutputOf(line) is { } wanted)
        {
            unwritten.Add(wanted);
        }

        return result.Code == expected || misses ? null : $"exit code {result.Code}, expected {expected}: {result.Error.TrimEnd()}";
    }

    private static bool WritesIntoTheCheckout(ShellLine line)
    {
        IEnumerable<string?> outputs = [line.Output, OutputOf(line)];
        return outputs.Any(output => output is not null && Beside.Any(name => output.StartsWith(name, StringComparison.Ordinal)));
    }

    private static string? OutputOf(ShellLine line)
    {
        int option = line.Words.ToList().IndexOf("--out");
        return option >= 0 && option + 1 < line.Words.Count ? line.Words[option + 1] : null;
    }
}
