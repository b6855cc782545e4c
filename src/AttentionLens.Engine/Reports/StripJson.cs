using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Texts with a number behind each token, in JSON.</summary>
internal static class StripJson
{
    public static void Write(Utf8JsonWriter writer, TokenStripFigure figure)
    {
        ScaleJson.Write(writer, figure.Scale);
        writer.Texts("tokens", figure.Tokens);
        writer.Numbers("scores", figure.Scores);
    }

    public static TokenStripFigure Read(JsonNode node, ArtefactId id, string title) => new(
        id, title, node.Property("tokens").Texts(), node.Property("scores").Singles(), ScaleJson.Read(node.Property("scale")));
}
