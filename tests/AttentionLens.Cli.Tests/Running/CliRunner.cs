namespace AttentionLens.Cli.Tests.Running;

/// <summary>Runs commands in this process.</summary>
internal static class CliRunner
{
    public static Task<CliResult> RunAsync(params string[] args) => RunAsync(args, CancellationToken.None);

    public static async Task<CliResult> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        int code = await CommandLine.RunAsync(args, new CliStreams(output, error), cancellationToken);
        return new CliResult(code, output.ToString(), error.ToString());
    }
}
