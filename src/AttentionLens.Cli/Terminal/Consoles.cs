using Spectre.Console;

namespace AttentionLens.Cli;

/// <summary>Consoles on the streams of a command.</summary>
internal static class Consoles
{
    /// <summary>A console on the results: with colours where they are a terminal and <c>NO_COLOR</c> is not set.</summary>
    /// <param name="streams">The streams.</param>
    /// <param name="widthOtherwise">The width of what is not a terminal, in cells.</param>
    public static IAnsiConsole Create(CliStreams streams, int widthOtherwise)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(streams.Out),
            Ansi = streams.IsTerminal && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 } ? AnsiSupport.Detect : AnsiSupport.No,
        });
        if (!streams.IsTerminal)
        {
            console.Profile.Width = widthOtherwise;
        }

        return console;
    }
}
