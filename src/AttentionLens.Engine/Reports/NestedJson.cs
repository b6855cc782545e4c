using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Figures that hold figures, one after the other or side by side, in JSON.</summary>
internal static class NestedJson
{
    public static void Write(Utf8JsonWriter writer, SequenceFigure figure) =>
        ReportJson.WriteAll(writer, "frames", figure.Frames, (json, frame) => Write(json, "label", frame.Label, frame.Figure));

    public static void Write(Utf8JsonWriter writer, SideBySideFigure figure) =>
        ReportJson.WriteAll(writer, "parts", figure.Parts, (json, part) => Write(json, "name", part.Name, part.Figure));

    public static SequenceFigure ReadSequence(JsonNode node, ArtefactId id, string title) => new(
        id, title, node.Property("frames").Items(frame => new SequenceFrame(frame.Only("label", "figure").Property("label").Text(), Figure(frame))));

    public static SideBySideFigure ReadParts(JsonNode node, ArtefactId id, string title) => new(
        id, title, node.Property("parts").Items(part => new NamedFigure(part.Only("name", "figure").Property("name").Text(), Figure(part))));

    private static void Write(Utf8JsonWriter writer, string property, string name, Artefact figure)
    {
        writer.WriteStartObject();
        writer.WriteString(property, name);
        writer.WritePropertyName("figure");
        ArtefactJson.Write(writer, figure);
        writer.WriteEndObject();
    }

    private static Artefact Figure(JsonNode node) => ArtefactJson.Read(node.Property("figure"));
}
