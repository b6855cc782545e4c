using System.CommandLine;
using AttentionLens.Hosting;
using Spectre.Console;

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
            Write(session, session.Host, parsed.GetValue(json));
            return session.Outcome;
        });
        return command;
    }

    private static Command Check(CliStreams streams)
    {
        Argument<string> folder = new("DIR") { Description = "A folder of plugins, or the folder of one plugin." };
        Option<bool> json = new("--json") { Description = "Write JSON." };
        Command command = new("check", "Check the plugins of a folder: what loads, what fails and why.") { folder, json };
        command.SetAction(parsed =>
        {
            Session session = new(streams, [parsed.GetRequiredValue(folder)], quiet: true);
            Write(session, session.Host, parsed.GetValue(json));
            return session.Outcome;
        });
        return command;
    }

    private static void Write(Session session, LensHost host, bool json)
    {
        if (json)
        {
            session.Streams.Out.WriteLine(PluginListJson.Write(host));
            return;
        }

        Table table = new Table().AddColumns("plugin", "version", "offers");
        foreach (LoadedPlugin plugin in host.Plugins)
        {
            table.AddRow(
                Markup.Escape(plugin.Record.Name), Markup.Escape(plugin.Record.Version), Markup.Escape(string.Join(", ", PluginOffers.Of(host, plugin.Record))));
        }

        session.Tables.Write(table);
        foreach (PluginFailure failure in host.Failures)
        {
            string severity = failure.IsLoaded ? "note" : "failed";
            session.Streams.Out.WriteLine($"{severity}: {failure.Finding.Descriptor.Id}: {CommandLine.OneLine(failure.Finding.Message)}");
        }
    }
}
