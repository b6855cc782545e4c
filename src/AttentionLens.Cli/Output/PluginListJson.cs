using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>Plugins, and what failed, as JSON.</summary>
internal static class PluginListJson
{
    public static string Write(LensHost host, IEnumerable<LoadedPlugin> plugins) => JsonText.Indented(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("plugins");
        foreach (LoadedPlugin plugin in plugins)
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
            writer.WriteString("message", failure.Finding.Message);
            writer.WriteBoolean("loaded", failure.IsLoaded);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
