using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Figures one after the other, in JSON.</summary>
internal static class SequenceJson
{
    public static void Write(Utf8JsonWriter writer, SequenceFigure figure) => ReportJson.WriteAll(writer, "frames", figure.Frames, Write);

    public static SequenceFigure Read(JsonNode node, ArtefactId id, string title) => new(id, title, node.Property("frames").Items(ReadFrame));

    private static void Write(Utf8JsonWriter writer, SequenceFrame frame)
    {
        writer.WriteStartObject();
        writer.WriteString("label", frame.Label);
        writer.WritePropertyName("figure");
        ArtefactJson.Write(writer, frame.Figure);
        writer.WriteEndObject();
    }

    private static SequenceFrame ReadFrame(JsonNode node)
    {
        node.Only("label", "figure");
        return new SequenceFrame(node.Property("label").Text(), ArtefactJson.Read(node.Property("figure")));
    }
}
