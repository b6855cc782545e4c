using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Figures that hold figures, one after the other or side by side, in JSON.</summary>
internal static class NestedJson
{
    public static void Write(Utf8JsonWriter writer, SequenceFigure figure, SharedImages images) =>
        ReportJson.WriteAll(writer, "frames", figure.Frames, (json, frame) => Write(json, "label", frame.Label, frame.Figure, images));

    public static void Write(Utf8JsonWriter writer, SideBySideFigure figure, SharedImages images) =>
        ReportJson.WriteAll(writer, "parts", figure.Parts, (json, part) => Write(json, "name", part.Name, part.Figure, images));

    public static SequenceFigure ReadSequence(JsonNode node, ArtefactId id, string title, SharedImages images) => new(
        id, title, node.Property("frames").Items(frame => new SequenceFrame(frame.Only("label", "figure").Property("label").Text(), Figure(frame, images))));

    public static SideBySideFigure ReadParts(JsonNode node, ArtefactId id, string title, SharedImages images) => new(
        id, title, node.Property("parts").Items(part => new NamedFigure(part.Only("name", "figure").Property("name").Text(), Figure(part, images))));

    private static void Write(Utf8JsonWriter writer, string property, string name, Artefact figure, SharedImages images)
    {
        writer.WriteStartObject();
        writer.WriteString(property, name);
        writer.WritePropertyName("figure");
        ArtefactJson.Write(writer, figure, images);
        writer.WriteEndObject();
    }

    private static Artefact Figure(JsonNode node, SharedImages images) => ArtefactJson.Read(node.Property("figure"), images);
}
