using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Plugins in JSON.</summary>
internal static class PluginJson
{
    public static void Write(Utf8JsonWriter writer, PluginRecord plugin)
    {
        writer.WriteStartObject();
        writer.WriteString("name", plugin.Name);
        writer.WriteString("version", plugin.Version);
        writer.WriteEndObject();
    }

    public static PluginRecord Read(JsonNode node)
    {
        node.Only("name", "version");
        return new PluginRecord(node.Property("name").Text(), node.Property("version").Text());
    }
}
