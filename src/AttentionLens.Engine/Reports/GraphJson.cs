using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Graphs of heads in JSON.</summary>
internal static class GraphJson
{
    public static void Write(Utf8JsonWriter writer, GraphFigure figure)
    {
        writer.WriteString("unit", figure.Unit);
        writer.WriteStartArray("nodes");
        foreach (GraphNode node in figure.Nodes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("layer", node.Layer);
            writer.WriteNumber("head", node.Head);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("edges");
        foreach (GraphEdge edge in figure.Edges)
        {
            writer.WriteStartObject();
            writer.WriteNumber("from", edge.From);
            writer.WriteNumber("to", edge.To);
            writer.WriteString("kind", edge.Kind);
            writer.WriteNumber("weight", edge.Weight);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static GraphFigure Read(JsonNode node, ArtefactId id, string title) => new(
        id, title, node.Property("nodes").Items(ReadNode), node.Property("edges").Items(ReadEdge), node.Property("unit").Text());

    private static GraphNode ReadNode(JsonNode node)
    {
        node.Only("layer", "head");
        return new GraphNode(node.Property("layer").Count(), node.Property("head").Count());
    }

    private static GraphEdge ReadEdge(JsonNode node)
    {
        node.Only("from", "to", "kind", "weight");
        return new GraphEdge(node.Property("from").Count(), node.Property("to").Count(), node.Property("kind").Text(), (float)node.Property("weight").Number());
    }
}
