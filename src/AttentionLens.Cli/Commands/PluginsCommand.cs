using System.CommandLine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary><c>plugins list</c> and <c>plugins check</c>.</summary>
internal static class PluginsCommand
{
    public static Command Create(CliStreams streams) => new("plugins", "The plugins.") { List(streams), Check(streams) };

    private static Command List(CliStreams streams)
    {
        Option<bool> json = new("--json") { Description = "Write JSON." };
        CommonOptions common = new();
        Command command = new("list", "List the plugins that are loaded, and those that failed.") { json };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            Session session = common.Start(parsed, streams);
            Write(session, session.Host.Plugins, parsed.GetValue(json));
            return session.Outcome;
        });
        return command;
    }

    private static Command Check(CliStreams streams)
    {
        Argument<string> folder = new("DIR") { Description = "A folder of plugins, or the folder of one plugin." };
        Option<bool> json = new("--json") { Description = "Write JSON." };
        CommonOptions common = new();
        Command command = new("check", "Check the plugins of a folder: what loads, what fails and why.") { folder, json };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            string checkedFolder = parsed.GetRequiredValue(folder);
            Session session = common.Start(parsed, streams, checkedFolder);
            string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(checkedFolder));
            Write(session, session.Host.Plugins.Where(plugin => IsWithin(root, plugin)), parsed.GetValue(json));
            return session.Outcome;
        });
        return command;
    }

    // A folder of plugins, or the folder of one.
    private static bool IsWithin(string root, LoadedPlugin plugin) =>
        plugin.Folder is { } folder && (Path.GetFullPath(folder) == root || Path.GetDirectoryName(Path.GetFullPath(folder)) == root);

    private static void Write(Session session, IEnumerable<LoadedPlugin> plugins, bool json)
    {
        if (json)
        {
            session.Streams.Out.WriteLine(PluginListJson.Write(session.Host, plugins));
            return;
        }

        Tables.Write(
            session.Streams,
            ["plugin", "version", "offers"],
            plugins.Select(plugin => new[]
            {
                plugin.Record.Name, plugin.Record.Version, string.Join(", ", PluginOffers.Of(session.Host, plugin.Record)),
            }));
        foreach (PluginFailure failure in session.Host.Failures)
        {
            string severity = failure.IsLoaded ? "note" : "failed";
            session.Streams.Out.WriteLine(Printable.Line($"{severity}: {failure.Finding.Descriptor.Id}: {failure.Finding.Message}"));
        }
    }
}
