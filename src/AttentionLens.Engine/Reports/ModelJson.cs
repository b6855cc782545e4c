using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Model cards in JSON.</summary>
internal static class ModelJson
{
    public static void Write(Utf8JsonWriter writer, string name, ModelCard card)
    {
        writer.WriteStartObject(name);
        writer.WriteString("name", card.Name);
        writer.WriteString("family", card.Family);
        writer.WriteString("architecture", card.Architecture);
        writer.WriteNumber("layers", card.Layers);
        writer.WriteNumber("heads", card.Heads);
        writer.WriteNumber("width", card.Width);
        writer.WriteNumber("headWidth", card.HeadWidth);
        writer.WriteNumber("mlpWidth", card.MlpWidth);
        writer.WriteNumber("vocabularySize", card.VocabularySize);
        writer.Integer("maxPositions", card.MaxPositions);
        writer.WriteNumber("parameterCount", card.ParameterCount);
        writer.Texts("labels", card.Labels);
        writer.Texts("caveats", card.Caveats);
        writer.WriteEndObject();
    }

    public static ModelCard Read(JsonNode node)
    {
        node.Only(
            "name", "family", "architecture", "layers", "heads", "width", "headWidth", "mlpWidth", "vocabularySize", "maxPositions",
            "parameterCount", "labels", "caveats");
        return new ModelCard
        {
            Name = node.Property("name").Text(),
            Family = node.Property("family").Text(),
            Architecture = node.Property("architecture").Text(),
            Layers = node.Property("layers").Count(),
            Heads = node.Property("heads").Count(),
            Width = node.Property("width").Count(),
            HeadWidth = node.Property("headWidth").Count(),
            MlpWidth = node.Property("mlpWidth").Count(),
            VocabularySize = node.Property("vocabularySize").Count(),
            MaxPositions = node.Optional("maxPositions")?.Count(),
            ParameterCount = node.Property("parameterCount").Integer(0, long.MaxValue),
            Labels = node.Property("labels").Items(item => item.Text()),
            Caveats = node.Property("caveats").Items(item => item.Text()),
        };
    }
}
