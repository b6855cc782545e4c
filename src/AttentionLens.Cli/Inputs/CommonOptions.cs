using System.CommandLine;
using AttentionLens.Numerics;

namespace AttentionLens.Cli;

/// <summary>The options that all commands share.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string[]> _plugins = new("--plugins")
    {
        Description = "A folder of plugins besides the built-in ones; may be given several times.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Write no progress and no hints." };

    private readonly Option<int?> _threads = WholeNumberOption.Create(
        "--threads", "N", 1, ThreadTeam.MaximumSize, "How many threads compute; by default one for each core.");

    public void AddTo(Command command)
    {
        command.Options.Add(_plugins);
        command.Options.Add(_quiet);
        command.Options.Add(_threads);
    }

    /// <summary>What a command works with: applies the number of threads and loads the plugins, with those of more folders where a
    /// command has some of its own.</summary>
    public Session Start(ParseResult parsed, CliStreams streams, params ReadOnlySpan<string> folders)
    {
        if (parsed.GetValue(_threads) is { } threads)
        {
            ThreadTeam.Resize(threads);
        }

        return new Session(streams, [.. parsed.GetValue(_plugins) ?? [], .. folders], parsed.GetValue(_quiet));
    }
}
