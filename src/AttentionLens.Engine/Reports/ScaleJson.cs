using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Colour scales in JSON, as the property <c>scale</c>.</summary>
internal static class ScaleJson
{
    public static void Write(Utf8JsonWriter writer, ColorScale scale)
    {
        writer.WriteStartObject("scale");
        writer.WriteString("kind", EnumWord.Of(scale.Kind));
        writer.Number("minimum", scale.Minimum);
        writer.Number("maximum", scale.Maximum);
        writer.WriteString("unit", scale.Unit);
        writer.WriteEndObject();
    }

    public static ColorScale Read(JsonNode node)
    {
        node.Only("kind", "minimum", "maximum", "unit");
        return new ColorScale(
            node.Property("kind").Word<ColorScaleKind>(),
            node.Property("minimum").Number(),
            node.Property("maximum").Number(),
            node.Property("unit").Text());
    }
}
