using System.Text;

namespace AttentionLens.Cli;

/// <summary>Where a command writes: results to one, progress, hints and errors to the other.</summary>
/// <param name="Out">Takes results.</param>
/// <param name="Error">Takes everything else.</param>
public sealed record CliStreams(TextWriter Out, TextWriter Error)
{
    /// <summary>Whether <see cref="Out"/> is a terminal, where tables fit its width.</summary>
    internal bool IsTerminal => ReferenceEquals(Out, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>Whether <see cref="Error"/> is a terminal, where progress is shown.</summary>
    internal bool ShowsProgress => ReferenceEquals(Error, Console.Error) && !Console.IsErrorRedirected;

    /// <summary>The streams of the process. Results that go to a file or another program are UTF-8 with line feeds on every machine.</summary>
    internal static CliStreams OfProcess() => new(
        Console.IsOutputRedirected
            ? new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" }
            : Console.Out,
        Console.Error);
}
