using System.CommandLine;
using System.CommandLine.Parsing;

namespace AttentionLens.Cli;

/// <summary>The command line. Exit codes: 0 done; 1 findings at or above a severity; 2 bad arguments or input; 3 a plugin failed;
/// 130 cancelled.</summary>
public static class CommandLine
{
    private static readonly TimeSpan CancellationPatience = TimeSpan.FromSeconds(30);

    // A text may start with '@' and a value with '-': neither is ours to take apart.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs a command.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="streams">Where it writes.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliStreams streams, CancellationToken cancellationToken)
    {
        ParseResult parsed = Root(streams).Parse(args, Parser);
        if (parsed.Errors.Count > 0)
        {
            await streams.Error.WriteLineAsync(Printable.Line($"error: {Complaint.About(parsed)} See '{Path(parsed)} --help'."));
            return ExitCode.BadInput;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = streams.Out,
                    Error = streams.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = CancellationPatience,
                },
                cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await streams.Error.WriteLineAsync("cancelled");
            return ExitCode.Cancelled;
        }
        catch (Exception exception)
        {
            await streams.Error.WriteLineAsync(Printable.Line($"error: {Describe(exception)}"));
            return exception is LensInputException or IOException or UnauthorizedAccessException or OutOfMemoryException
                ? ExitCode.BadInput
                : ExitCode.PluginFailed;
        }
    }

    private static RootCommand Root(CliStreams streams) => new("AttentionLens looks inside transformer models.")
    {
        AnalyzeCommand.Create(streams),
        TraceCommand.Create(streams),
        AttributeCommand.Create(streams),
        EvaluateCommand.Create(streams),
        ImportanceCommand.Create(streams), PruneCommand.Create(streams),
        RenderCommand.Create(streams),
        GenerateCommand.Create(streams),
        TokenizeCommand.Create(streams),
        TrainCommand.Create(streams),
        ModelsCommand.Create(streams),
        PluginsCommand.Create(streams),
        RulesCommand.Create(streams),
    };

    private static string Describe(Exception exception) => exception switch
    {
        LensException or IOException or UnauthorizedAccessException => exception.Message,
        OutOfMemoryException => "The memory does not suffice; use shorter inputs or a smaller --batch-size.",
        _ => $"{exception.GetType().Name}: {exception.Message}",
    };

    private static string Path(ParseResult parsed)
    {
        List<string> names = [];
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = command.Parent)
        {
            names.Insert(0, command.Command is RootCommand ? "attentionlens" : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
