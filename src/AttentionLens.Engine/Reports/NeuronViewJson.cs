using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>One head's way from query and keys to its attention, in JSON.</summary>
internal static class NeuronViewJson
{
    public static void Write(Utf8JsonWriter writer, NeuronViewFigure figure)
    {
        writer.WriteString("queryToken", figure.QueryToken);
        writer.Labels("keys", figure.Keys);
        writer.Numbers("query", figure.Query);
        writer.Numbers("keyVectors", figure.KeyVectors);
        writer.Numbers("scores", figure.Scores);
        writer.Numbers("weights", figure.Weights);
    }

    public static NeuronViewFigure Read(JsonNode node, ArtefactId id, string title) => new(
        id,
        title,
        node.Property("queryToken").Text(),
        node.Property("keys").Labels(),
        node.Property("query").Singles(),
        node.Property("keyVectors").Singles(),
        node.Property("scores").Singles(),
        node.Property("weights").Singles());
}
