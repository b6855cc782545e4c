using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Flows across layers in JSON.</summary>
internal static class FlowJson
{
    public static void Write(Utf8JsonWriter writer, FlowFigure figure)
    {
        writer.Labels("tokens", figure.Tokens);
        writer.Numbers("ends", figure.Ends);
        writer.WriteStartArray("layers");
        foreach (FlowLayer layer in figure.Layers)
        {
            writer.WriteStartObject();
            writer.WriteNumber("layer", layer.Layer);
            writer.Numbers("shares", layer.Shares);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static FlowFigure Read(JsonNode node, ArtefactId id, string title) =>
        new(id, title, node.Property("tokens").Labels(), node.Property("layers").Items(ReadLayer), node.Property("ends").Singles());

    private static FlowLayer ReadLayer(JsonNode node)
    {
        node.Only("layer", "shares");
        return new FlowLayer(node.Property("layer").Count(), node.Property("shares").Singles());
    }
}
