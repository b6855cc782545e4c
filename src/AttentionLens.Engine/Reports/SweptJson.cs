using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>What sweeps ran, in JSON, as the property <c>swept</c>; left out where none did.</summary>
internal static class SweptJson
{
    private const string Name = "swept";

    public static void Write(Utf8JsonWriter writer, SweptStages? swept)
    {
        if (swept is null)
        {
            return;
        }

        writer.WriteStartObject(Name);
        writer.WriteNumber("variants", swept.Variants);
        writer.WriteNumber("stages", swept.Stages);
        writer.WriteNumber("loopStages", swept.LoopStages);
        writer.WriteEndObject();
    }

    public static SweptStages? Read(JsonNode owner)
    {
        if (owner.Optional(Name) is not { } node)
        {
            return null;
        }

        node.Only("variants", "stages", "loopStages");
        return new SweptStages(
            node.Property("variants").Integer(0, long.MaxValue), node.Property("stages").Integer(0, long.MaxValue), node.Property("loopStages").Integer(0, long.MaxValue));
    }
}
