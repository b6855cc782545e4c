using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>The plugins of a host as JSON.</summary>
internal static class PluginListJson
{
    public static string Write(LensHost host) => JsonText.Indented(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("plugins");
        foreach (LoadedPlugin plugin in host.Plugins)
        {
            writer.WriteStartObject();
            writer.WriteString("name", plugin.Record.Name);
            writer.WriteString("version", plugin.Record.Version);
            writer.WriteStartArray("offers");
            foreach (string offer in PluginOffers.Of(host, plugin.Record))
            {
                writer.WriteStringValue(offer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("failures");
        foreach (PluginFailure failure in host.Failures)
        {
            writer.WriteStartObject();
            writer.WriteString("plugin", failure.Plugin);
            writer.WriteString("id", failure.Finding.Descriptor.Id);
            writer.WriteString("message", CommandLine.OneLine(failure.Finding.Message));
            writer.WriteBoolean("loaded", failure.IsLoaded);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
