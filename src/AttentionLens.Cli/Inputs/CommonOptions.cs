using System.CommandLine;
using System.Globalization;
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

    private readonly Option<int?> _threads = new("--threads")
    {
        Description = "How many threads compute; by default one for each core.",
        HelpName = "N",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_plugins);
        command.Options.Add(_quiet);
        command.Options.Add(_threads);
    }

    /// <summary>What a command works with: applies the number of threads and loads the plugins.</summary>
    public Session Start(ParseResult parsed, CliStreams streams)
    {
        const int MostThreads = 1024;
        if (parsed.GetValue(_threads) is { } threads)
        {
            if (threads is < 1 or > MostThreads)
            {
                throw new LensInputException(
                    string.Create(CultureInfo.InvariantCulture, $"--threads is {threads}; expected a number from 1 to {MostThreads}."));
            }

            ThreadTeam.Resize(threads);
        }

        return new Session(streams, parsed.GetValue(_plugins) ?? [], parsed.GetValue(_quiet));
    }
}
