namespace AttentionLens.Cli;

/// <summary>Where a command writes: results to one, progress, hints and errors to the other.</summary>
/// <param name="Out">Takes results.</param>
/// <param name="Error">Takes everything else.</param>
public sealed record CliStreams(TextWriter Out, TextWriter Error)
{
    /// <summary>Whether <see cref="Error"/> is a terminal, where progress is shown.</summary>
    internal bool ShowsProgress => ReferenceEquals(Error, Console.Error) && !Console.IsErrorRedirected;
}
